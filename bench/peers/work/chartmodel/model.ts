import {
  defineChart,
  defineModel,
  environmentsOf,
  ImageTag,
  Port,
  StringMap,
  Type,
} from "@chartmodel/schema";

const amounts = (description: string) =>
  Type.Optional(
    Type.Object(
      {
        cpu: Type.Optional(Type.String({ description: "CPU." })),
        memory: Type.String({ description: "Memory." }),
      },
      { description },
    ),
  );

const values = Type.Object({
  replicaCount: Type.Integer({ description: "Pods to run", minimum: 1, maximum: 50, default: 1 }),
  image: Type.Object(
    {
      repository: Type.String({
        description: "Image without its tag.",
        minLength: 1,
        default: "docker.io/nginxinc/nginx-unprivileged",
      }),
      tag: ImageTag({ description: "Tag of the image.", default: "1.29" }),
      pullPolicy: Type.Enum(["IfNotPresent", "Always", "Never"], {
        description: "When the node pulls it.",
        default: "IfNotPresent",
      }),
    },
    { description: "Image that the pods run." },
  ),
  service: Type.Object(
    {
      type: Type.Enum(["ClusterIP", "NodePort", "LoadBalancer"], {
        description: "Who reaches the Service.",
        default: "ClusterIP",
      }),
      port: Port({ description: "Port of the Service.", default: 80 }),
    },
    { description: "Service in front of the pods." },
  ),
  ingress: Type.Object(
    {
      enabled: Type.Boolean({ description: "Creates the Ingress.", default: false }),
      host: Type.String({ description: "Host name.", default: "" }),
    },
    { description: "Way into the cluster." },
  ),
  env: Type.Array(
    Type.Object({
      name: Type.String({ description: "Name.", minLength: 1 }),
      value: Type.String({ description: "Value." }),
    }),
    { description: "Environment variables.", default: [] },
  ),
  resources: Type.Object(
    { requests: amounts("What a pod asks for."), limits: amounts("What it may use.") },
    { description: "Resources of a pod.", default: {} },
  ),
  podAnnotations: StringMap({ description: "Annotations of the pods.", default: {} }),
});

export const chart = defineChart({ name: "web", path: "chart", values });

export const environment = defineModel({
  name: "environment",
  values: Type.Object({
    size: Type.Enum(["small", "medium", "large"], { description: "How much it serves.", default: "small" }),
    host: Type.String({ description: 'Host name; "" for none.', default: "" }),
    tag: ImageTag({ description: "Version of the image.", default: "1.29" }),
  }),
});

export const defineEnvironment = environmentsOf(environment);
