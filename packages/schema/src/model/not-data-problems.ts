import {
  type DataFault,
  dataFault,
  formatPath,
  type JsonSchema,
  mapSubschemas,
  plainKindOf,
  type SchemaPath,
  subschemas,
} from "@chartmodel/json-schema";
import { notDataIssue } from "../validate/not-data-issue.ts";
import type { ModelProblem } from "./model-problem.ts";
import { isPortableRegExp } from "./portable-pattern.ts";

/** How deep a model may be nested: values may be 100 levels deep. */
const deepest = 100;

/**
 * Every keyword of a model whose value no file can hold: to JSON, which models are told apart by and written as, it would
 * be another value, or not be there at all.
 */
export function notDataProblems(model: JsonSchema): ModelProblem[] {
  // Nearly all models are data: telling so takes a tenth of the time of finding out where they are not.
  if (isWhole(model, deepest)) return [];
  const problems: ModelProblem[] = [];
  visit(model, [], new Set(), problems);
  return problems;
}

/** Whether there is nothing but data, and at each key. */
function isWhole(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return plainKindOf(value) === "scalar";
  if (levels === 0) return false;
  if (Array.isArray(value)) return value.every((item) => isWhole(item, levels - 1));
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  for (const key in value) {
    if (key === "__proto__" || !key.isWellFormed()) return false;
    if (!isWhole((value as Record<string, unknown>)[key], levels - 1)) return false;
  }
  return true;
}

function visit(
  model: JsonSchema,
  path: SchemaPath,
  above: ReadonlySet<JsonSchema>,
  problems: ModelProblem[],
): void {
  if (above.has(model) || above.size > deepest) {
    const found = above.has(model) ? "it holds itself" : `it is nested more than ${deepest} levels deep`;
    problems.push({ path: formatPath(path.slice(0, 3)), reason: `a model comes to an end, but ${found}` });
    return;
  }
  // What is inside is looked at by itself.
  for (const [keyword, value] of Object.entries(mapSubschemas(model, () => ({})))) {
    const reason = keyword.startsWith("~") ? undefined : reasonOf(keyword, value);
    if (reason !== undefined) problems.push({ path: formatPath(path), reason });
  }
  const inside = new Set([...above, model]);
  for (const { step, schema } of subschemas(model))
    visit(schema, step === undefined ? path : [...path, step], inside, problems);
}

function reasonOf(keyword: string, value: unknown): string | undefined {
  if (value instanceof RegExp && keyword === "pattern")
    return isPortableRegExp(value) ? undefined : "the flags of a regular expression are not in draft-07";
  const missing = missingType(keyword, value);
  if (missing !== undefined)
    return `there is no type at ${missing}: what is imported in a circle is undefined until its module has run`;
  const fault: DataFault | undefined = dataFault(value);
  return fault && notDataIssue({ ...fault, path: [keyword, ...fault.path] }).message;
}

/** Where a type should be and nothing is. */
function missingType(keyword: string, value: unknown): string | undefined {
  if (keyword === "items" && value === undefined) return keyword;
  if (!["properties", "anyOf", "allOf", "items"].includes(keyword) || typeof value !== "object")
    return undefined;
  const [missing] = Object.entries(value ?? {}).find(([, type]) => type === undefined) ?? [];
  return missing && formatPath([keyword, Array.isArray(value) ? Number(missing) : missing]);
}
