const { ApiObject, Chart } = require("cdk8s");

const factors = { small: 1, medium: 2, large: 4 };

/** One environment's objects. Its props are typed in TypeScript; nothing checks them when the program runs. */
class Web extends Chart {
  constructor(scope, name, { size, host, tag }) {
    super(scope, name, { disableResourceNameHashes: true });
    if (size === "large" && tag === "latest") throw new Error("tag: a version");
    // Pods to run
    const replicas = factors[size];
    const labels = { app: name };
    const container = {
      name: "web",
      image: `docker.io/nginxinc/nginx-unprivileged:${tag}`,
      imagePullPolicy: tag === "latest" ? "Always" : "IfNotPresent",
      ports: [{ containerPort: 8080 }],
      env: [
        { name: "PUBLIC_URL", value: host === "" ? "" : `https://${host}` },
        { name: "LOG_LEVEL", value: size === "small" ? "debug" : "info" },
      ],
      resources: {
        requests: { cpu: `${100 * replicas}m`, memory: `${64 * replicas}Mi` },
        limits: { memory: `${128 * replicas}Mi` },
      },
    };
    const object = (id, properties) => new ApiObject(this, id, { metadata: { name }, ...properties });
    object("deployment", {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name, labels },
      spec: {
        replicas,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [container] } },
      },
    });
    object("service", {
      apiVersion: "v1",
      kind: "Service",
      spec: { type: "ClusterIP", selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
    });
    if (host === "") return;
    const backend = { service: { name, port: { number: 80 } } };
    object("ingress", {
      apiVersion: "networking.k8s.io/v1",
      kind: "Ingress",
      spec: { rules: [{ host, http: { paths: [{ path: "/", pathType: "Prefix", backend }] } }] },
    });
  }
}

module.exports = { Web };
