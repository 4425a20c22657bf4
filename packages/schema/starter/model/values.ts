import {
  defineChart,
  ImageRepository,
  ImageTag,
  Kubernetes,
  Port,
  StringMap,
  Type,
} from "@chartmodel/schema";

const image = Type.Object(
  {
    repository: ImageRepository({
      description: "Image without its tag.",
      default: "docker.io/nginxinc/nginx-unprivileged",
    }),
    tag: ImageTag({ description: "Tag of the image.", default: "1.29" }),
    pullPolicy: Type.Enum(["IfNotPresent", "Always", "Never"], {
      description: "When the node pulls the image.",
      default: "IfNotPresent",
    }),
  },
  { description: "Image that the pods run." },
);

const service = Type.Object(
  {
    type: Type.Enum(["ClusterIP", "NodePort", "LoadBalancer"], {
      description: "Who can reach the Service: the cluster, every node's port, or a load balancer.",
      default: "ClusterIP",
    }),
    port: Port({ description: "Port of the Service.", default: 80 }),
  },
  { description: "Service in front of the pods." },
);

const ingress = Type.Object(
  {
    enabled: Type.Boolean({ description: "Creates the Ingress.", default: false }),
    className: Type.String({
      description: 'IngressClass that serves it; "" takes the cluster\'s own default.',
      default: "",
    }),
    host: Type.String({ description: 'Host name that it answers to; "" for every one.', default: "" }),
    annotations: StringMap({ description: "Annotations of the Ingress.", default: {} }),
  },
  { description: "Way into the cluster." },
);

/** Everything that the chart's values.yaml may hold. */
const values = Type.Object({
  replicaCount: Type.Integer({
    description: "Pods to run.",
    unit: "pods",
    minimum: 0,
    maximum: 50,
    default: 1,
  }),
  image,
  containerPort: Port({ description: "Port that the container listens on.", minimum: 1024, default: 8080 }),
  service,
  ingress,
  env: Type.Array(Kubernetes.EnvVar(), {
    description: "Environment variables of the container.",
    default: [],
  }),
  resources: Kubernetes.ResourceRequirements({
    description: "What a pod asks for, and what it may use.",
    default: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "128Mi" } },
  }),
  podAnnotations: StringMap({ description: "Annotations of the pods.", default: {} }),
});

export const chart = defineChart({ name: "<CHARTNAME>", path: "charts/<CHARTNAME>", values });
