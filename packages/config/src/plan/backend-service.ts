import type { ChartValues, ValuesInput } from "@chartmodel/schema";
import type { Environment } from "../environment.ts";
import { charts } from "../services.ts";
import type { planModel } from "./plan-model.ts";
import { chartOf, devSet, imageBuild, portsOf, readinessPath } from "./service-parts.ts";

type Service = ValuesInput<typeof planModel>["services"][number];

/** The backend on a developer's machine. */
export function backendService(environment: Environment, { backend }: ChartValues<typeof charts>): Service {
  const { name } = charts.backend;
  return {
    name,
    group: "app",
    image: {
      ...imageBuild("backend", backend.image),
      buildArgs: { PYTHON_IMAGE: environment.images.python },
    },
    chart: chartOf(environment, "backend", backend, devSet),
    liveUpdate: {
      sync: [{ from: "backend/app", to: "/app/app" }],
      // Red where the edited code cannot start; the pod serves the last good one.
      run: [["python3", "dev_server.py", "--wait", "--status", "/tmp/dev-server.json"]],
      fallBackOn: ["backend/requirements.txt", "backend/dev_server.py", "backend/Dockerfile"],
    },
    process: {
      cwd: "backend",
      steps: ["python-packages"],
      runSteps: [],
      run: ["${python}", "-m", "app"],
      dev: ["${python}", "dev_server.py"],
      env: {
        HOST: "127.0.0.1",
        PORT: `\${port:${name}}`,
        DATABASE_URL: "sqlite:///${state}/todos.db",
        API_TOKEN_SECRET: "${secret:API_TOKEN_SECRET}",
        LOG_LEVEL: backend.config.logLevel,
        LOG_FORMAT: backend.config.logFormat,
        SHUTDOWN_GRACE_SECONDS: String(backend.config.shutdownGraceSeconds),
      },
    },
    ports: portsOf(environment, "backend"),
    health: readinessPath(backend.readinessProbe),
    links: [{ title: "API documentation", path: "/docs" }],
    dependsOn: [],
  };
}
