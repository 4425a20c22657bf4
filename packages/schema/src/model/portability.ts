import { formatPath, type JsonSchema, type SchemaPath, subschemas } from "@chartmodel/json-schema";
import { alikeItems, alikeMembers } from "./alike.ts";
import type { ModelProblem } from "./model-problem.ts";
import { patternProblem } from "./portable-pattern.ts";
import { untypedValues } from "./untyped-values.ts";

type Check = (value: never, schema: JsonSchema, root: JsonSchema) => string | undefined;

const anything: Check = () => undefined;

const types = new Set(["string", "number", "integer", "boolean", "object", "array"]);

const noNull = (value: unknown): string | undefined =>
  holdsNull(value) ? "null cannot be a value: Helm deletes a key that is set to null" : undefined;

const noShapes = (branches: readonly JsonSchema[]): string | undefined =>
  branches.length > 1 && branches.some((branch) => branch.properties)
    ? "an intersection of objects cannot be strict: spread the properties into one Type.Object"
    : undefined;

/** Every keyword that Helm 3, Helm 4 and ajv read alike, with what else must hold for it. */
const keywords: { [Keyword in string]?: Check } = {
  $schema: anything,
  $ref: anything,
  title: anything,
  description: anything,
  examples: noNull,
  default: noNull,
  const: (member: unknown, schema: JsonSchema) => noNull(member) ?? alikeMembers([member], schema),
  enum: (members: readonly unknown[], schema: JsonSchema) =>
    members.length === 0
      ? "an enum without members accepts nothing"
      : (noNull(members) ?? alikeMembers(members, schema)),
  type: (type: string | readonly string[]) => {
    const unknown = [type].flat().find((name) => !types.has(name));
    return unknown === undefined
      ? undefined
      : `type ${JSON.stringify(unknown)} is not one that a chart value can have`;
  },
  pattern: patternProblem,
  minimum: anything,
  maximum: anything,
  exclusiveMinimum: anything,
  exclusiveMaximum: anything,
  multipleOf: (step: number) =>
    Number.isInteger(step) ? undefined : "a fractional multipleOf is exact in Go and rounded in JavaScript",
  minLength: anything,
  maxLength: anything,
  items: anything,
  additionalItems: anything,
  contains: anything,
  minItems: anything,
  maxItems: anything,
  uniqueItems: (isUnique: boolean, schema: JsonSchema, root: JsonSchema) =>
    isUnique ? alikeItems(schema, root) : undefined,
  properties: (properties: Record<string, unknown>) =>
    Object.keys(properties).every((key) => key.isWellFormed())
      ? undefined
      : "half of a surrogate pair cannot be in a key: no file can hold it",
  patternProperties: (patterns: Record<string, unknown>) =>
    Object.keys(patterns)
      .map(patternProblem)
      .find((problem) => problem !== undefined),
  additionalProperties: (value: unknown) =>
    value === true
      ? "an open object lets a typo through: give the type of its values with Type.Record, FreeForm() where they have none"
      : undefined,
  propertyNames: anything,
  minProperties: anything,
  maxProperties: anything,
  required: anything,
  dependencies: anything,
  allOf: noShapes,
  anyOf: anything,
  oneOf: anything,
  not: anything,
  if: anything,
  then: anything,
  else: anything,
  definitions: anything,
  format: () =>
    "Helm checks formats in some releases and not in others: use a pattern, or a type such as HttpUrl",
  "~refine": () => "a refinement is code, which Helm cannot run: make it a rule of the project",
  "~codec": () => "a codec is code, which Helm cannot run",
};

/** Everything in a schema that Helm would read differently; empty when there is nothing. */
export function portabilityProblems(schema: JsonSchema): ModelProblem[] {
  const problems = untypedValues(schema);
  visit(schema, [], schema, problems);
  return problems;
}

function visit(schema: JsonSchema, path: SchemaPath, root: JsonSchema, problems: ModelProblem[]): void {
  const report = (reason: string) => problems.push({ path: formatPath(path), reason });
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword.startsWith("x-")) continue;
    const check = keywords[keyword];
    const reason = check
      ? check(value as never, schema, root)
      : `the keyword ${JSON.stringify(keyword)} is not in draft-07`;
    if (reason !== undefined) report(reason);
  }
  const { $ref } = schema;
  if ($ref !== undefined && !root.definitions?.[$ref.replace("#/definitions/", "")]) {
    report(
      `the reference ${$ref} points at nothing: only the definitions of Kubernetes, FreeForm and SubchartValue are bundled`,
    );
  }
  for (const { role, step, schema: inner } of subschemas(schema)) {
    if (role !== "definition") visit(inner, step === undefined ? path : [...path, step], root, problems);
  }
}

function holdsNull(value: unknown): boolean {
  if (value === null) return true;
  // To JSON, nothing in a list is null.
  if (Array.isArray(value)) return value.some((item) => item === undefined || holdsNull(item));
  return typeof value === "object" && Object.values(value as object).some(holdsNull);
}
