import {
  appendPath,
  childrenOf,
  describeSchema,
  didYouMean,
  formatPath,
  type Issue,
  type IssueCode,
  isRecord,
  type JsonSchema,
  keysOf,
  pointerSegments,
  schemasAt,
  showValue,
} from "@chartmodel/json-schema";
import type { AjvError } from "./ajv-error.ts";
import { withoutEchoes } from "./without-echoes.ts";

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

/** What to say to somebody who set a null. */
export const nullHint =
  "; leave the key out: Helm deletes a key that is set to null, and its default with it";

/** Nobody reads more issues of one value than this. */
const mostIssues = 1000;

/**
 * Turns ajv's errors into issues: one for each thing to mend, in the order of the document, at most
 * {@link mostIssues}.
 */
export function toIssues(errors: readonly AjvError[], schema: JsonSchema, value: unknown): Issue[] {
  const issues = new Map<string, Issue>();
  for (const error of withoutEchoes(errors)) {
    const issue = toIssue(error, schema, value);
    // Of a field with a message of its own, one broken constraint says as much as three.
    if (!issues.has(issue.message)) issues.set(issue.message, issue);
    if (issues.size === mostIssues) break;
  }
  return [...issues.values()];
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
  const declared = schemasAt(root, segments)[0] ?? owner;
  const expected = describeSchema(withContext(owner, declared), root);
  const received = showValue(data, { root, path: segments });
  const code = codes[error.keyword] ?? "forbidden";
  const own = messageOf(schemasAt(root, segments));
  const message = own
    ? `${path || "the document"}: ${own} (found ${received})`
    : sentence(path, expected, received, data);
  return { path, code, expected, received, message };
}

/** What failed may be a part of the field (a branch, a condition): then the field itself says what is expected. */
function withContext(owner: JsonSchema, declared: JsonSchema): JsonSchema {
  return owner.type || owner.enum || owner.const !== undefined ? owner : declared;
}

/** What the model itself says to a person whose value is wrong. */
function messageOf(parts: readonly JsonSchema[]): string | undefined {
  return parts.find((part) => part["x-message"] !== undefined)?.["x-message"];
}

function missing(path: string, key: string, owner: JsonSchema, root: JsonSchema): Issue {
  const keyPath = appendPath(path, key);
  const [field = {}] = childrenOf([owner], key);
  const expected = describeSchema(field, root);
  const own = messageOf(childrenOf([owner], key));
  const message = own ? `${keyPath} is missing: ${own}` : `${keyPath} is missing: set it (${expected})`;
  return { path: keyPath, code: "required", expected, received: "nothing", message };
}

function unknownKey(path: string, key: string, owner: JsonSchema, found: unknown): Issue {
  const keyPath = appendPath(path, key);
  const known = keysOf([owner]);
  const free = known.filter((name) => !isRecord(found) || !Object.hasOwn(found, name));
  const hint = didYouMean(key, free) || didYouMean(key, known);
  const message = `${keyPath} is not a key of the model${hint || (known.length > 0 ? `; remove it, or use one of ${known.join(", ")}` : "; remove it")}`;
  return {
    path: keyPath,
    code: "unknown-key",
    expected: known.length > 0 ? `one of ${known.join(", ")}` : "no key",
    received: showValue(key),
    message,
  };
}

function wrongName(path: string, key: string, { propertyNames = {} }: JsonSchema, root: JsonSchema): Issue {
  const keyPath = appendPath(path, key);
  const expected = describeSchema({ type: "string", ...propertyNames }, root);
  const received = showValue(key);
  const message = `${keyPath}: the key must be ${expected}, but is ${received}`;
  return { path: keyPath, code: "unknown-key", expected, received, message };
}

function sentence(path: string, expected: string, received: string, found: unknown): string {
  const subject = path === "" ? "the document" : path;
  const hint = found === null ? nullHint : "";
  return `${subject} must be ${expected}, but is ${received}${hint}`;
}
