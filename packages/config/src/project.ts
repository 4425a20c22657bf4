import {
  argoApplicationSet,
  chartFiles,
  chartTemplates,
  defineProject,
  file,
  overlaySchema,
  schemaJson,
  valuesFiles,
} from "@chartmodel/schema";
import { aiFiles } from "./ai/ai-files.ts";
import { kagentSchemas } from "./ai/kagent-schemas.ts";
import { connections } from "./connections.ts";
import { prerequisites } from "./docs/prerequisites.ts";
import { rulesPage } from "./docs/rules.ts";
import { topology } from "./docs/topology.ts";
import { type Environment, environmentModel } from "./environment.ts";
import { ci } from "./environments/ci.ts";
import { local } from "./environments/local.ts";
import { production } from "./environments/production.ts";
import { staging } from "./environments/staging.ts";
import { devPlan } from "./plan/dev-plan.ts";
import { planModel } from "./plan/plan-model.ts";
import { backendValuesOf } from "./projection/backend-values.ts";
import { frontendValuesOf } from "./projection/frontend-values.ts";
import { rules } from "./rules/rules.ts";
import { charts } from "./services.ts";
import { valuesFilePath } from "./values-file.ts";
import type { View } from "./view.ts";

/** The environment whose values are those of the charts themselves, their `values.yaml`. */
export const chartEnvironment = local.name;

/** The todo stack: its charts, its environments, and what is generated from them. */
export const project = defineProject({
  name: "todo-stack",
  environment: environmentModel,
  environments: [local, ci, staging, production],
  charts,
  rules,
  projection: (environment: Environment) => {
    const allowed = connections(environment);
    return {
      backend: backendValuesOf(environment, allowed),
      frontend: frontendValuesOf(environment, allowed),
    };
  },
  releases: ({ releases, namespaces, context }: Environment) => ({
    backend: { name: releases.backend, namespace: namespaces.backend, context },
    frontend: { name: releases.frontend, namespace: namespaces.frontend, context },
  }),
  overlay: "environments/{environment}.local.yaml",
  manifestSchemas: kagentSchemas,
  outputs: [
    valuesFiles({ path: valuesFilePath }),
    chartFiles({ environment: chartEnvironment }),
    chartTemplates({ from: "packages/config/src/templates" }),
    file("dev/plan.json", (view: View) => devPlan(view.environment(local.name))),
    file("dev/plan.schema.json", () => schemaJson(planModel.name, planModel.schema)),
    overlaySchema({ path: "environments/overlay.schema.json" }),
    file("docs/topology.md", topology),
    file("docs/prerequisites.md", prerequisites),
    file("docs/rules.md", rulesPage),
    argoApplicationSet({
      path: "gitops/application-set.yaml",
      repository: "https://git.example.com/todo/todo-stack.git",
      environments: [staging.name, production.name],
      cluster: (environment) => environment,
    }),
    ...aiFiles,
  ],
});
