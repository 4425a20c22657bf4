import {
  argoApplicationSet,
  chartFiles,
  chartTemplates,
  file,
  overlaySchema,
  schemaJson,
  valuesFiles,
} from "@chartmodel/schema";
import { aiFiles } from "./ai/ai-files.ts";
import { prerequisites } from "./docs/prerequisites.ts";
import { rulesPage } from "./docs/rules.ts";
import { topology } from "./docs/topology.ts";
import { local } from "./environments/local.ts";
import { production } from "./environments/production.ts";
import { staging } from "./environments/staging.ts";
import { devPlan } from "./plan/dev-plan.ts";
import { planModel } from "./plan/plan-model.ts";
import { chartEnvironment, type Outputs } from "./project.ts";
import { valuesFilePath } from "./values-file.ts";
import type { View } from "./view.ts";

/** What `chartmodel render` writes. */
export const outputs: Outputs = [
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
];
