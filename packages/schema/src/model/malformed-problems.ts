import { createRequire } from "node:module";
import {
  formatPath,
  type JsonSchema,
  mapSubschemas,
  pointerSegments,
  type SchemaPath,
  subschemas,
} from "@chartmodel/json-schema";
import draft07 from "ajv/dist/refs/json-schema-draft-07.json" with { type: "json" };
import { compileVerdicts, type Verdict } from "../validate/verdict-source.ts";
import type { ModelProblem } from "./model-problem.ts";

const require = createRequire(import.meta.url);

const metaSchema = draft07 as unknown as JsonSchema;

/** Keywords of this package, and the type of what they hold. */
const ownKeywords: Readonly<Record<string, string>> = {
  "x-message": "string",
  "x-secret": "boolean",
  "x-unit": "string",
};

let isWellFormed: Verdict | undefined;

/** Every keyword whose value is not one that draft-07 gives it (`minimum: "1"`), or this package. */
export function malformedProblems(schema: JsonSchema): ModelProblem[] {
  isWellFormed ??= compileVerdicts([metaSchema], metaSchema)[0];
  // The definitions are Kubernetes' own.
  const { definitions: _kubernetes, ...body } = schema;
  const errorsOf = isWellFormed?.(body) ? () => [] : createErrorsOf();
  const problems: ModelProblem[] = [];
  visit(body, [], errorsOf, problems);
  return problems;
}

type ErrorsOf = (schema: JsonSchema) => readonly string[];

function visit(schema: JsonSchema, path: SchemaPath, errorsOf: ErrorsOf, problems: ModelProblem[]): void {
  const reasons = [...ownErrors(schema), ...errorsOf(schema)];
  problems.push(...reasons.map((reason) => ({ path: formatPath(path), reason })));
  for (const { step, schema: inner } of subschemas(schema))
    visit(inner, step === undefined ? path : [...path, step], errorsOf, problems);
}

function ownErrors(schema: JsonSchema): string[] {
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const type = Object.hasOwn(ownKeywords, keyword) ? ownKeywords[keyword] : undefined;
    return type === undefined || value === undefined || typeof value === type
      ? []
      : [`${keyword.replace("x-", "")} must be a ${type}, but is ${JSON.stringify(value)}`];
  });
}

/** What ajv has against the keywords of one schema. Loads it, which takes 60 ms: only where there is something. */
function createErrorsOf(): ErrorsOf {
  const { Ajv } = require("ajv") as typeof import("ajv");
  const ajv = new Ajv({ strict: false, allErrors: true, verbose: true });
  return (schema) => {
    // What is inside is looked at by itself.
    const alone = mapSubschemas(schema, () => ({}));
    ajv.validateSchema(alone);
    const reasons = new Map<string, string>();
    for (const { instancePath, keyword, message, data } of ajv.errors ?? []) {
      // Which types there are, and that an enum has members, is told by what Helm can have.
      if (/^\/type(?:\/|$)/.test(instancePath) || keyword === "minItems") continue;
      const place = formatPath(pointerSegments(instancePath, alone));
      const reason = `${place} ${message}, but is ${JSON.stringify(data)}`;
      if (!reasons.has(place)) reasons.set(place, reason);
    }
    return [...reasons.values()];
  };
}
