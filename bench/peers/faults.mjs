const template = "templates/web.yaml";

/** Faults that are planted one at a time in the healthy chart of `work/faults`: in a file, this text becomes that. */
export const faults = [
  {
    what: "a template reads a value that is misspelled",
    edit: [template, ".Values.replicaCount", ".Values.replicaCout"],
  },
  {
    what: "a declared value that no template reads",
    edit: ["values.yaml", "logLevel:", "nodeSelector: {}\nlogLevel:"],
  },
  {
    what: "a value without a comment",
    edit: ["values.yaml", "# How much the program logs, from 0 to 5.\n", ""],
  },
  {
    what: "a key twice in values.yaml",
    edit: ["values.yaml", "logLevel:", "replicaCount: 3\nlogLevel:"],
  },
  {
    what: "reading below a section that is not there",
    edit: [template, ".Values.ingress.host", ".Values.ingress.tls.host"],
  },
  {
    what: "an action that is not closed",
    edit: [template, "{{ .Values.replicaCount }}", "{{ .Values.replicaCount }"],
  },
  {
    what: "broken indentation in a part that is off by default",
    edit: [template, "  rules:\n    - host", "  rules:\n   - host: a\n    - host"],
  },
  { what: "a field of Kubernetes that is misspelled", edit: [template, "  replicas:", "  replica:"] },
  {
    what: "a number where Kubernetes wants a text",
    edit: [template, ".Values.logLevel | quote", ".Values.logLevel"],
  },
  { what: "an API version that is gone", edit: [template, "networking.k8s.io/v1", "extensions/v1beta1"] },
  {
    what: "a selector that selects other labels than the pods have",
    edit: [template, "      labels:\n        app:", "      labels:\n        name:"],
  },
  {
    what: "a Service to a port that no container has",
    edit: [template, "targetPort: http", "targetPort: web"],
  },
  {
    what: "an Ingress to a port that its Service lacks",
    edit: [template, "                  name: http\n", "                  name: web\n"],
  },
  {
    what: "a schema that refuses the chart's own values",
    schema: { type: "object", properties: { replicaCount: { type: "string" } } },
  },
  { what: "a chart without a version", edit: ["Chart.yaml", "version: 0.1.0\n", ""] },
  { what: "a privileged container", edit: [template, "allowPrivilegeEscalation: false", "privileged: true"] },
  { what: "the tag latest", edit: ["values.yaml", '"1.29"', "latest"] },
  {
    what: "no limit of memory",
    edit: ["values.yaml", "    cpu: 200m\n    memory: 128Mi\n", "    cpu: 200m\n"],
  },
];
