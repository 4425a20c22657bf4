import {
  appendPath,
  dereference,
  describeSchema,
  didYouMean,
  formatPath,
  type Issue,
  type IssueCode,
  isRecord,
  type JsonSchema,
  pointerSegments,
  showValue,
} from "@chartmodel/json-schema";
import type { AjvError } from "./ajv-error.ts";
import { hidden, hideSecrets } from "./hide-secrets.ts";

/** Which issue each of ajv's keywords is. */
const codes: Readonly<Record<string, IssueCode>> = {
  type: "type",
  enum: "enum",
  const: "enum",
  minimum: "range",
  maximum: "range",
  exclusiveMinimum: "range",
  exclusiveMaximum: "range",
  minLength: "length",
  maxLength: "length",
  pattern: "pattern",
  multipleOf: "multiple",
  minItems: "items",
  maxItems: "items",
  additionalItems: "items",
  contains: "items",
  minProperties: "items",
  maxProperties: "items",
  uniqueItems: "unique",
  anyOf: "choice",
  oneOf: "choice",
  not: "forbidden",
  "false schema": "forbidden",
};

/**
 * Turns ajv's errors into issues: one for each thing to mend, in the order of the document, without the errors that
 * only repeat another one (each branch of a failed choice, `if` beside its `then`, what is wrong with a key's name).
 */
export function toIssues(errors: readonly AjvError[], schema: JsonSchema, value: unknown): Issue[] {
  const choices = errors.filter(({ keyword }) => keyword === "anyOf" || keyword === "oneOf");
  const isEcho = (error: AjvError) =>
    choices.some((choice) => choice !== error && coveredBy(choice, error, errors));
  const kept = errors.filter(
    (error) =>
      error.keyword !== "if" && error.propertyName === undefined && !isEcho(error) && !outdone(error, errors),
  );
  const issues = new Map<string, Issue>();
  for (const error of kept) {
    const issue = toIssue(error, schema, value);
    const key = `${issue.code} ${issue.path}`;
    if (!issues.has(key)) issues.set(key, issue);
  }
  return [...issues.values()];
}

/** A choice speaks for the errors of its branches, at its own place and below. */
function coveredBy(choice: AjvError, error: AjvError, errors: readonly AjvError[]): boolean {
  const inBranch =
    error.instancePath === choice.instancePath || error.instancePath.startsWith(`${choice.instancePath}/`);
  return inBranch && errors.indexOf(error) < errors.indexOf(choice) && error.schemaPath !== choice.schemaPath;
}

/** A value of the wrong type needs no second complaint about its pattern or its members. */
function outdone(error: AjvError, errors: readonly AjvError[]): boolean {
  if (error.keyword !== "enum" && error.keyword !== "const" && error.keyword !== "pattern") return false;
  return errors.some((other) => other.keyword === "type" && other.instancePath === error.instancePath);
}

function toIssue(error: AjvError, root: JsonSchema, value: unknown): Issue {
  const segments = pointerSegments(error.instancePath, value);
  const path = formatPath(segments);
  const { parentSchema: owner = {}, data } = error;
  switch (error.keyword) {
    case "required":
    case "dependencies":
      return missing(path, String(error.params["missingProperty"]), owner, root);
    case "additionalProperties":
      return unknownKey(path, String(error.params["additionalProperty"]), owner, data);
    case "propertyNames":
      return wrongName(path, String(error.params["propertyName"]), owner, root);
  }
  const expected = describeSchema(withContext(owner, declaringSchema(root, segments) ?? owner), root);
  const shown = hideSecrets(root, segments, data);
  const received = shown === hidden ? hidden : showValue(shown);
  const code = codes[error.keyword] ?? "forbidden";
  return { path, code, expected, received, message: sentence(path, expected, received, data) };
}

/** What failed may be a part of the field (a branch, a condition): then the field itself says what is expected. */
function withContext(owner: JsonSchema, declared: JsonSchema): JsonSchema {
  return owner.type || owner.enum || owner.const !== undefined ? owner : declared;
}

/** The schema of the field at a path, through lists, maps and references. */
function declaringSchema(root: JsonSchema, segments: readonly (string | number)[]): JsonSchema | undefined {
  let node: unknown = root;
  for (const segment of segments) {
    const schema = dereference(node as JsonSchema, root);
    node =
      typeof segment === "number"
        ? schema.items
        : (schema.properties?.[segment] ?? schema.additionalProperties);
    if (!isRecord(node)) return undefined;
  }
  return node as JsonSchema;
}

function missing(path: string, key: string, owner: JsonSchema, root: JsonSchema): Issue {
  const keyPath = appendPath(path, key);
  const field = owner.properties?.[key] ?? owner.additionalProperties;
  const expected = describeSchema(isRecord(field) ? field : {}, root);
  const message = `${keyPath} is missing: set it (${expected})`;
  return { path: keyPath, code: "required", expected, received: "nothing", message };
}

function unknownKey(path: string, key: string, owner: JsonSchema, found: unknown): Issue {
  const keyPath = appendPath(path, key);
  const known = Object.keys(owner.properties ?? {});
  const taken = new Set(Object.keys((found as object | undefined) ?? {}));
  const free = known.filter((name) => !taken.has(name));
  const hint = didYouMean(key, free) || didYouMean(key, known);
  const message = `${keyPath} is not a key of the model${hint || (known.length > 0 ? `; remove it, or use one of ${known.join(", ")}` : "; remove it")}`;
  return {
    path: keyPath,
    code: "unknown-key",
    expected: known.length > 0 ? `one of ${known.join(", ")}` : "no key",
    received: JSON.stringify(key),
    message,
  };
}

function wrongName(path: string, key: string, { propertyNames = {} }: JsonSchema, root: JsonSchema): Issue {
  const keyPath = appendPath(path, key);
  const expected = describeSchema({ type: "string", ...propertyNames }, root);
  const received = JSON.stringify(key);
  const message = `${keyPath}: the key must be ${expected}, but is ${received}`;
  return { path: keyPath, code: "unknown-key", expected, received, message };
}

function sentence(path: string, expected: string, received: string, found: unknown): string {
  const subject = path === "" ? "the document" : path;
  const hint = found === null ? "; leave the key out instead of setting null" : "";
  return `${subject} must be ${expected}, but is ${received}${hint}`;
}
