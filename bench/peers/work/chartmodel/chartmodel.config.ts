import { chartFiles, defineProject, defineRule, type Values, valuesFiles } from "@chartmodel/schema";
import { chart, defineEnvironment, environment } from "./model.ts";
import { staging } from "./staging.ts";

const sizes = ["small", "medium", "large"] as const;
const count = Number(process.env["COUNT"] ?? 0);
const many = Array.from({ length: count }, (_, index) =>
  defineEnvironment({
    name: `env-${index}`,
    size: sizes[index % 3] ?? "small",
    host: `env-${index}.example.com`,
    tag: `1.${index}`,
  }),
);

const pinnedVersion = defineRule(
  "pinned-version",
  "What many use runs a version.",
  ({ size, tag }: Values<typeof environment>, report) => {
    if (size === "large" && tag === "latest")
      report("tag", { expected: "a version", received: tag, fix: "name the one that was tried" });
  },
);

export default defineProject({
  name: "peers",
  charts: { web: chart },
  environment,
  environments: [staging, ...many],
  rules: [pinnedVersion],
  projection: ({ size, host, tag }) => {
    const factor = { small: 1, medium: 2, large: 4 }[size];
    return {
      web: {
        replicaCount: factor,
        image: { tag, pullPolicy: tag === "latest" ? "Always" : "IfNotPresent" },
        ingress: { enabled: host !== "", host },
        env: [
          { name: "PUBLIC_URL", value: host === "" ? "" : `https://${host}` },
          { name: "LOG_LEVEL", value: size === "small" ? "debug" : "info" },
        ],
        resources: {
          requests: { cpu: `${100 * factor}m`, memory: `${64 * factor}Mi` },
          limits: { memory: `${128 * factor}Mi` },
        },
      },
    };
  },
  outputs: [valuesFiles(), chartFiles({ environment: "staging" })],
});
