/** The pods that the `ci` environment allows its services to reach as their database. */
const labels = { "app.kubernetes.io/name": "postgres" };

/** A PostgreSQL without a volume, in the namespace of the services. */
export function postgres(image, password) {
  const metadata = { name: "postgres", labels };
  const container = {
    name: "postgres",
    image,
    env: [
      { name: "PGDATA", value: "/data/postgres" },
      { name: "POSTGRES_PASSWORD", valueFrom: { secretKeyRef: { name: "postgres", key: "password" } } },
    ],
    ports: [{ name: "postgres", containerPort: 5432 }],
    readinessProbe: { tcpSocket: { port: "postgres" }, periodSeconds: 1 },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
    volumeMounts: [
      { name: "data", mountPath: "/data" },
      { name: "tmp", mountPath: "/tmp" },
    ],
  };
  return [
    { apiVersion: "v1", kind: "Secret", metadata, stringData: { password } },
    { apiVersion: "v1", kind: "Service", metadata, spec: { selector: labels, ports: [{ port: 5432 }] } },
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata,
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            automountServiceAccountToken: false,
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 10001,
              runAsGroup: 10001,
              fsGroup: 10001,
              seccompProfile: { type: "RuntimeDefault" },
            },
            containers: [container],
            volumes: [
              { name: "data", emptyDir: {} },
              { name: "tmp", emptyDir: {} },
            ],
          },
        },
      },
    },
  ];
}
