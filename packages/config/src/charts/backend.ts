import { defineChart, Type } from "@chartmodel/schema";
import { dataFolder } from "./data-folder.ts";
import { image } from "./image.ts";
import { labels } from "./metadata.ts";
import { networkPolicyBase, peers } from "./network-policy.ts";
import { ports } from "./ports.ts";
import { secret } from "./secret.ts";
import { service } from "./service.ts";
import { database, persistence, scratch } from "./storage.ts";
import { replicaCount, resources, workload } from "./workload.ts";

const config = Type.Object(
  {
    logLevel: Type.Enum(["debug", "info", "warning", "error"], {
      description: "Least severe messages that are logged.",
      default: "info",
    }),
    logFormat: Type.Enum(["json", "text"], {
      description: "json for machines, text for people.",
      default: "json",
    }),
    shutdownGraceSeconds: Type.Integer({
      description: "Time for requests under way to end when the process is told to stop.",
      unit: "seconds",
      minimum: 0,
      maximum: 300,
      default: 10,
    }),
  },
  { description: "Settings of the API." },
);

const networkPolicy = Type.Object(
  {
    ...networkPolicyBase,
    scrapers: peers("Who may read the metrics beside the clients."),
  },
  { description: "NetworkPolicy that allows the listed connections and DNS only." },
);

const serviceMonitor = Type.Object(
  {
    enabled: Type.Boolean({
      description: "Creates the ServiceMonitor; the cluster needs the Prometheus operator.",
      default: false,
    }),
    interval: Type.String({
      description: "Time between two readings of /metrics.",
      title: "duration such as 30s or 1m",
      pattern: "^[1-9][0-9]*(ms|s|m|h)$",
      default: "30s",
    }),
    labels: labels("the ServiceMonitor, by which Prometheus selects it"),
  },
  { description: "Metrics for the Prometheus operator." },
);

/** Values of the chart `todo-backend`: the API. */
export const backendValues = Type.Object(
  {
    replicaCount,
    image: image("todo-backend"),
    service: service({ type: "ClusterIP", port: ports.backend, nodePort: 0 }),
    config,
    database: database(`${dataFolder}/todos.db`),
    persistence,
    secret: secret({ create: true, databaseUrlKey: "BACKEND_DATABASE_URL" }),
    resources: resources({ request: "128Mi", limit: "256Mi" }),
    scratch: scratch([{ name: "tmp", mountPath: "/tmp", sizeLimit: "64Mi" }]),
    networkPolicy,
    serviceMonitor,
    ...workload,
  },
  { description: "Values of the chart todo-backend, the API of the todo application." },
);

/** The chart `todo-backend`. */
export const backend = defineChart({
  name: "todo-backend",
  path: "charts/todo-backend",
  values: backendValues,
});
