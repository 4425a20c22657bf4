import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Chart, type Issue, type JsonSchema, schemaJson } from "@chartmodel/schema";
import { renderValues, validateValues } from "@todo-stack/config";
import { root } from "../charts/helm.ts";
import { keywords, kubernetes, names } from "./models.ts";

/** A chart whose verdicts are compared. */
export interface JudgedChart {
  readonly name: string;
  /** What its `values.yaml` holds. */
  readonly own: unknown;
  /** Its `values.schema.json`. */
  readonly schema: JsonSchema;
  /** The precompiled validator, as users call it. */
  readonly validate: (values: unknown) => readonly Issue[];
}

function fixture({ name, schema, complete, validate }: Chart): JudgedChart {
  return { name, own: complete({}).value, schema: JSON.parse(schemaJson(name, schema)), validate };
}

function chartOfTheStack(name: "todo-backend" | "todo-frontend", own: unknown): JudgedChart {
  const schema = JSON.parse(readFileSync(join(root, "charts", name, "values.schema.json"), "utf8"));
  return { name, own, schema, validate: (values) => validateValues(name, values) };
}

const { backend, frontend } = renderValues("local");

/** The charts of the stack, and models that use everything that a model may. */
export const judgedCharts: readonly JudgedChart[] = [
  chartOfTheStack("todo-backend", backend),
  chartOfTheStack("todo-frontend", frontend),
  fixture(keywords),
  fixture(names),
  fixture(kubernetes),
];
