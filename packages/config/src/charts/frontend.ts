import { defineChart, HttpUrl, Type } from "@chartmodel/schema";
import { dataFolder } from "./data-folder.ts";
import { image } from "./image.ts";
import { destination, networkPolicyBase } from "./network-policy.ts";
import { optionalOrigin } from "./optional-text.ts";
import { ports } from "./ports.ts";
import { secret } from "./secret.ts";
import { service } from "./service.ts";
import { database, persistence, scratch } from "./storage.ts";
import { replicaCount, resources, workload } from "./workload.ts";

/** A range of addresses; the server reads it with Node's own parser. */
const trustedProxies = Type.Array(
  Type.String({
    description: "An address, or a range of them.",
    title: "address or range such as 10.0.0.0/8 or fd00::/8",
    pattern: "^[0-9a-fA-F.:]{2,45}(/[0-9]{1,3})?$",
  }),
  {
    description:
      "Proxies whose word is taken for the visitor's address and scheme (X-Forwarded-For and -Proto): the pods of the ingress controller or gateway. Without one the connection's own address counts.",
    default: [],
    examples: [["10.0.0.0/8"]],
  },
);

const config = Type.Object(
  {
    apiUrl: HttpUrl({
      description: "Where the frontend's server reaches the API; browsers never do.",
      default: `http://todo-backend:${ports.backend}`,
    }),
    publicUrl: optionalOrigin(
      'Origin that people open, for sign-in and its cookies; "" takes the one of each request.',
    ),
    trustedProxies,
    authRateLimit: Type.Boolean({
      description: "Slows down repeated sign-in attempts; off for tests that sign in often.",
      default: true,
    }),
  },
  { description: "Settings of the frontend's server." },
);

const networkPolicy = Type.Object(
  {
    ...networkPolicyBase,
    backend: destination("The API.", ports.backend),
  },
  { description: "NetworkPolicy that allows the listed connections and DNS only." },
);

/** Values of the chart `todo-frontend`: the page and its server. */
export const frontendValues = Type.Object(
  {
    replicaCount,
    image: image("todo-frontend"),
    service: service({ type: "NodePort", port: ports.frontend, nodePort: 30000 }),
    config,
    database: database(`${dataFolder}/auth.db`),
    persistence,
    secret: secret({ create: false, databaseUrlKey: "FRONTEND_DATABASE_URL" }),
    resources: resources({ request: "192Mi", limit: "512Mi" }),
    scratch: scratch([
      { name: "tmp", mountPath: "/tmp", sizeLimit: "64Mi" },
      { name: "next-cache", mountPath: "/app/.next/cache", sizeLimit: "256Mi" },
    ]),
    networkPolicy,
    ...workload,
  },
  { description: "Values of the chart todo-frontend, the page of the todo application and its server." },
);

/** The chart `todo-frontend`. */
export const frontend = defineChart({
  name: "todo-frontend",
  path: "charts/todo-frontend",
  values: frontendValues,
});
