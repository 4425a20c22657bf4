import {
  DnsLabel,
  defineModel,
  environmentsOf,
  ImageDigest,
  ImageTag,
  type Environment as Of,
  Port,
  Type,
} from "@chartmodel/schema";
import { aiSection } from "./ai/section.ts";
import { backendValues } from "./charts/backend.ts";
import { frontendValues } from "./charts/frontend.ts";
import { peers } from "./charts/network-policy.ts";
import { ports } from "./charts/ports.ts";
import { databaseUrlKeys } from "./charts/secret.ts";

const {
  image: backendImage,
  imagePullSecrets: pullSecrets,
  database,
  secret,
  networkPolicy,
  ...backend
} = backendValues.properties;
const {
  image: _image,
  imagePullSecrets: _pullSecrets,
  database: _database,
  secret: _secret,
  networkPolicy: _policy,
  config,
  ...frontend
} = frontendValues.properties;
const { pullPolicy } = backendImage.properties;
const { databaseUrlKey: _urlKey, ...sharedSecret } = secret.properties;

const images = Type.Object(
  {
    registry: Type.String({
      description:
        'Registry, and folder in it, that the images are pulled from; "" for images of the node\'s own.',
      title: 'registry such as registry.example.com/todo, or ""',
      pattern: "^(?:[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?(?:/[a-z0-9][a-z0-9._-]*)*)?$",
      default: "",
    }),
    tag: ImageTag({ description: "Version of both images.", default: "dev" }),
    backendDigest: ImageDigest({ description: "Digest that pins the backend's image.", default: "" }),
    frontendDigest: ImageDigest({ description: "Digest that pins the frontend's image.", default: "" }),
    pullPolicy,
    pullSecrets,
    python: Type.String({
      description: "Base image of the backend.",
      pattern: "^[a-z0-9][A-Za-z0-9./:_@-]*$",
      default: "python:3.11-slim",
    }),
    node: Type.String({
      description: "Base image of the frontend.",
      pattern: "^[a-z0-9][A-Za-z0-9./:_@-]*$",
      default: "node:20-alpine",
    }),
  },
  { description: "Images of both services, and what they are built on." },
);

const environmentValues = Type.Object(
  {
    stage: Type.Enum(["local", "ci", "staging", "production"], {
      description: "What the environment is for; the rules ask more of the later ones.",
    }),
    context: Type.String({
      description: "kubectl context of the cluster.",
      pattern: "^[A-Za-z0-9][A-Za-z0-9@:/._-]*$",
      default: "minikube",
    }),
    releases: Type.Object(
      {
        backend: DnsLabel({
          description: "Helm release of the backend.",
          default: "todo-backend",
          maxLength: 53,
        }),
        frontend: DnsLabel({
          description: "Helm release of the frontend.",
          default: "todo-frontend",
          maxLength: 53,
        }),
      },
      { description: "Names of the Helm releases; Helm allows 53 characters." },
    ),
    namespaces: Type.Object(
      {
        backend: DnsLabel({ description: "Namespace of the backend.", default: "default" }),
        frontend: DnsLabel({ description: "Namespace of the frontend.", default: "default" }),
      },
      { description: "Namespaces of the releases; one for both, usually." },
    ),
    images,
    database: Type.Object(
      {
        kind: database.properties.kind,
        external: Type.Boolean({
          description: "PostgreSQL is run by somebody else (Neon, a cloud), not in this cluster.",
          default: false,
        }),
        port: networkPolicy.properties.database.properties.port,
        peers: networkPolicy.properties.database.properties.peers,
      },
      { description: "Database of both services; its URL is in the Secret." },
    ),
    secret: Type.Object(
      { ...sharedSecret, ...databaseUrlKeys },
      { description: "Secret with what others must not read; both services refer to it." },
    ),
    network: Type.Object(
      {
        enforce: networkPolicy.properties.enabled,
        dns: networkPolicy.properties.dns,
        visitors: peers(
          "Who may reach the page: the ingress controller's pods, or everybody for a NodePort.",
        ),
        apiVisitors: peers(
          "Who may reach the API beside the frontend's server, through an ingress or a port of its own.",
        ),
        scrapers: networkPolicy.properties.scrapers,
        proxies: config.properties.trustedProxies,
      },
      { description: "Connections that are allowed beside those between the services." },
    ),
    backend: Type.Object(backend, { description: "The API." }),
    frontend: Type.Object(
      {
        ...frontend,
        config: Type.Object(
          { authRateLimit: config.properties.authRateLimit },
          { description: "Settings of the frontend's server." },
        ),
      },
      { description: "The page and its server." },
    ),
    devPorts: Type.Object(
      {
        backend: Port({
          description: "Port of the backend on a developer's machine.",
          default: ports.backend,
        }),
        frontend: Port({
          description: "Port of the frontend on a developer's machine.",
          default: ports.frontend,
        }),
      },
      { description: "Ports of the services when they run without a cluster." },
    ),
    ai: aiSection,
  },
  { description: "An environment of the todo stack." },
);

/** The model of an environment: everything that may differ between two of them, once. */
export const environmentModel = defineModel({ name: "todo-stack environment", values: environmentValues });

/** A resolved environment. */
export type Environment = Of<typeof environmentModel>;

/**
 * Defines an environment. Keys with a default may be left out; one that `extends` another holds only what differs.
 *
 * @example
 * ```ts
 * const qa = defineEnvironment({ name: "qa", extends: "staging", namespaces: { backend: "qa", frontend: "qa" } });
 * ```
 */
export const defineEnvironment = environmentsOf(environmentModel);
