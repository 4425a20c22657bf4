import type { ChartValues, ValuesInput } from "@chartmodel/schema";
import type { Environment } from "../environment.ts";
import { charts } from "../services.ts";
import type { planModel } from "./plan-model.ts";
import { chartOf, devSet, imageBuild, portsOf, readinessPath } from "./service-parts.ts";
import { frontendLock, frontendSetup, frontendSources } from "./steps.ts";

type Service = ValuesInput<typeof planModel>["services"][number];

/** The frontend on a developer's machine. */
export function frontendService(environment: Environment, { frontend }: ChartValues<typeof charts>): Service {
  const { name } = charts.frontend;
  const backendUrl = `\${url:${charts.backend.name}}`;
  return {
    name,
    group: "app",
    image: {
      ...imageBuild("frontend", frontend.image),
      buildArgs: { NODE_IMAGE: environment.images.node, NEXT_PUBLIC_API_URL: frontend.config.apiUrl },
    },
    // The development server compiles in its pod, which takes more memory than serving.
    chart: chartOf(environment, "frontend", frontend, [...devSet, "resources.limits.memory=2Gi"]),
    liveUpdate: {
      sync: frontendSources.map((source) => ({ from: `frontend/${source}`, to: `/app/${source}` })),
      run: [],
      fallBackOn: [frontendLock, ...[...frontendSetup, "Dockerfile"].map((path) => `frontend/${path}`)],
    },
    process: {
      cwd: "frontend",
      steps: ["frontend-packages"],
      runSteps: ["frontend-build"],
      run: ["node", ".next/standalone/server.js"],
      dev: ["node_modules/.bin/next", "dev", "--port", `\${port:${name}}`, "--hostname", "127.0.0.1"],
      env: {
        HOSTNAME: "127.0.0.1",
        PORT: `\${port:${name}}`,
        API_URL: backendUrl,
        NEXT_PUBLIC_API_URL: backendUrl,
        DATABASE_URL: "file:${state}/auth.db",
        BETTER_AUTH_SECRET: "${secret:BETTER_AUTH_SECRET}",
        API_TOKEN_SECRET: "${secret:API_TOKEN_SECRET}",
        AUTH_RATE_LIMIT: frontend.config.authRateLimit ? "on" : "off",
      },
    },
    ports: portsOf(environment, "frontend"),
    health: readinessPath(frontend.readinessProbe),
    links: [{ title: "Todos", path: "/" }],
    dependsOn: [charts.backend.name],
  };
}
