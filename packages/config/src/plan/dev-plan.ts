import { ValuesError, type ValuesInput } from "@chartmodel/schema";
import type { Evaluated } from "../view.ts";
import { backendService } from "./backend-service.ts";
import { frontendService } from "./frontend-service.ts";
import { planModel, planVersion } from "./plan-model.ts";
import { stateDir, steps } from "./steps.ts";
import { tasksOf } from "./tasks.ts";

/**
 * The plan of an environment, as JSON.
 *
 * @throws {ValuesError} where it does not fit its own model.
 */
export function devPlan({ environment, values }: Pick<Evaluated, "environment" | "values">): string {
  const plan: ValuesInput<typeof planModel> = {
    version: planVersion,
    environment: environment.name,
    context: environment.context,
    stateDir,
    secretName: environment.secret.name,
    model: {
      command: ["node_modules/.bin/chartmodel", "render"],
      watcher: ["node_modules/.bin/chartmodel", "watch"],
      watch: ["chartmodel.config.ts", "packages/config/src"],
    },
    steps,
    services: [backendService(environment, values), frontendService(environment, values)],
    tasks: tasksOf(environment.name),
  };
  const { issues } = planModel.complete(plan);
  if (issues.length > 0)
    throw new ValuesError(issues.map((issue) => ({ ...issue, environment: environment.name })));
  return `${JSON.stringify(plan, null, 2)}\n`;
}
