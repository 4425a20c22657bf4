import { defineProject, type ProjectDefinition } from "@chartmodel/schema";
import { kagentSchemas } from "./ai/kagent-schemas.ts";
import { connections } from "./connections.ts";
import { type Environment, environmentModel } from "./environment.ts";
import { ci } from "./environments/ci.ts";
import { local } from "./environments/local.ts";
import { production } from "./environments/production.ts";
import { staging } from "./environments/staging.ts";
import { backendValuesOf } from "./projection/backend-values.ts";
import { frontendValuesOf } from "./projection/frontend-values.ts";
import { rules } from "./rules/rules.ts";
import { charts } from "./services.ts";

/** The environment whose values are those of the charts themselves, their `values.yaml`. */
export const chartEnvironment = local.name;

const environments = [local, ci, staging, production] as const;

/** What is generated from the todo stack. */
export type Outputs = NonNullable<
  ProjectDefinition<typeof environmentModel, typeof charts, typeof environments>["outputs"]
>;

/**
 * The todo stack: its charts and its environments.
 *
 * @param outputs - what `chartmodel render` writes: whoever only asks for values loads none of it. @default []
 */
export const todoStack = (outputs: Outputs = []) =>
  defineProject({
    name: "todo-stack",
    environment: environmentModel,
    environments,
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
    outputs,
  });
