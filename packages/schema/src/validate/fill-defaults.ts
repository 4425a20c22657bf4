import { isAnnotation, isRecord, isReference, type JsonSchema } from "@chartmodel/json-schema";
import { itemUnder, UnwrittenKeyword } from "./verdict-keywords.ts";
import { createVerdicts, type Verdict } from "./verdict-source.ts";

/** Gives back a value with every default filled in, in the order of the schema's keys; the input stays as it is. */
export type FillDefaults = (value: unknown) => unknown;

/** A value with every default filled in, and whether it is valid. */
export interface Completed {
  readonly value: unknown;
  readonly isValid: boolean;
}

/** Fills the defaults of a value and judges it, in one pass. */
export type Complete = (value: unknown) => Completed;

/**
 * Prepares the filling of a schema's defaults. (ajv's `useDefaults` changes its input and refuses defaults below
 * `anyOf`.) What does not fit the schema is passed through: the validator names it.
 */
export function createFillDefaults(schema: JsonSchema): FillDefaults {
  const complete = new Function(`return ${fillSource(schema)}`)() as Complete;
  return (value) => complete(value).value;
}

/** The source of what {@link createFillDefaults} prepares: schemas that have the same one fill alike. */
function fillSource(schema: JsonSchema): string {
  return source(schema, []);
}

/** What is generated for a model. What either finds valid, ajv accepts. */
export interface ModelCode {
  readonly complete: Complete;
  /** Judges a value as it is. */
  readonly accepts: Verdict;
}

/**
 * The source of the {@link ModelCode} of a schema whose defaults are valid. It is generated because a function made for
 * its keys is five times as fast as one that loops over them, and one pass is made of filling and judging since both
 * look at every key.
 */
export function modelCodeSource(schema: JsonSchema): string {
  const verdicts = createVerdicts(schema);
  const functions: string[] = [];
  try {
    const complete = source(schema, functions, verdicts.functionFor);
    const accepts = verdicts.functionFor(schema);
    return `(() => {\n${verdicts.source()}\nreturn { complete: ${complete}, accepts: ${accepts} };\n})()`;
  } catch (error) {
    if (!(error instanceof UnwrittenKeyword)) throw error;
    // Only ajv can judge it.
    const complete = `((fill) => (value) => ({ value: fill(value).value, isValid: false }))(${source(schema, [])})`;
    return `{ complete: ${complete}, accepts: () => false }`;
  }
}

/** The name of the function that judges values of a schema. */
type CheckFor = (schema: JsonSchema | boolean) => string;

function source(schema: JsonSchema, functions: string[], checkFor?: CheckFor): string {
  const name = shapeFunction(schema, functions, checkFor);
  const fallback =
    schema.default === undefined ? "value" : `value === undefined ? ${literal(schema.default)} : value`;
  const check = checkFor && !name ? `isValid = ${checkFor(schema)}(filled);` : "";
  // Where reading a value calls this function again, the outer call goes on with its own verdict.
  return `(() => {\nlet isValid = true;\n${functions.join("\n")}
return (value) => {
const outer = isValid;
isValid = true;
const filled = ${name ? `${name}(${fallback})` : fallback};
${check}
const completed = { value: filled, isValid };
isValid = outer;
return completed;
};\n})()`;
}

/**
 * Adds the function for a schema's shape and gives its name; `undefined` if there is nothing to fill below it. With
 * `checkFor`, the function clears `isValid` where what comes of it is not valid.
 */
function shapeFunction(schema: JsonSchema, functions: string[], checkFor?: CheckFor): string | undefined {
  // A definition, such as a Kubernetes object, is kept as it is: there are no defaults in it.
  if (isReference(schema)) return undefined;
  // Of what is judged as a whole, the parts need not be.
  const isJudgedByKey = checkFor !== undefined && isClosedObject(schema);
  const below = isJudgedByKey ? checkFor : undefined;
  const body =
    objectBody(schema, functions, below) ??
    mapBody(schema, functions) ??
    listBody(schema, functions) ??
    unionBody(schema, functions);
  if (body === undefined) return undefined;
  const name = `fill${functions.length}`;
  functions.push(`function ${name}(value) {\n${body}\n}`);
  if (!checkFor || isJudgedByKey) return name;
  const judging = `fill${functions.length}`;
  functions.push(`function ${judging}(value) {
const filled = ${name}(value);
if (filled !== undefined && !${checkFor(schema)}(filled)) isValid = false;
return filled;
}`);
  return judging;
}

const byKey: ReadonlySet<string> = new Set(["type", "properties", "required", "additionalProperties"]);

/** Whether a value is valid if it is an object and what is under each of its keys is. */
function isClosedObject({ type, properties, required = [], ...schema }: JsonSchema): boolean {
  return (
    type === "object" &&
    properties !== undefined &&
    Object.keys(schema).every((keyword) => byKey.has(keyword) || isAnnotation(keyword)) &&
    required.every((key) => Object.hasOwn(properties, key))
  );
}

const isObject = 'typeof value === "object" && value !== null && !Array.isArray(value)';

const refuse = "isValid = false;";

function objectBody(schema: JsonSchema, functions: string[], checkFor?: CheckFor): string | undefined {
  const { properties, required = [], additionalProperties = true } = schema;
  if (!properties) return undefined;
  const before = functions.length;
  const keys = Object.keys(properties);
  const items = Object.entries(properties).map(([key, child], at) =>
    item(`item${at}`, key, child, required.includes(key), functions, checkFor),
  );
  const others = fillOthers(schema, functions) ?? "value[key]";
  const isPlain =
    functions.length === before && Object.values(properties).every((child) => child.default === undefined);
  // An object of optional keys may be left out, and is then there and empty.
  if (isPlain && required.length > 0) return undefined;
  const known = keys.map((key) => `case ${literal(key)}: break;`).join(" ");
  const judged = checkFor && additionalProperties !== true;
  const check =
    judged &&
    (additionalProperties === false ? refuse : `if (!${checkFor(additionalProperties)}(other)) ${refuse}`);
  return `if (value === undefined) value = {};
if (!(${isObject})) {
${checkFor ? refuse : ""}
return value;
}
${items.join("\n")}
${outputOf(keys, required, checkFor)}
for (const key in value) switch (key) {
${known}
default: {
const other = ${others};
${check ?? ""}
Object.defineProperty(output, key, { value: other, enumerable: true, configurable: true, writable: true });
}
}
return output;`;
}

/** Statements that put the items into an `output`; what is missing stays away. */
function outputOf(keys: readonly string[], required: readonly string[], checkFor?: CheckFor): string {
  const places = keys.map((key, at) => ({ key, item: `item${at}`, isRequired: required.includes(key) }));
  const oneByOne = places
    .map(({ key, item }) => `if (${item} !== undefined) output[${literal(key)}] = ${item};`)
    .join("\n");
  const missing = places.filter(({ isRequired }) => isRequired).map(({ item }) => `${item} === undefined`);
  const check = checkFor && missing.length > 0 ? `if (${missing.join(" || ")}) ${refuse}\n` : "";
  if (missing.length < keys.length) return `${check}const output = {};\n${oneByOne}`;
  // V8 makes an object at once, and in one piece, where it sees all of its keys.
  const whole = places.map(({ key, item }) => `${JSON.stringify(key)}: ${item}`);
  return `let output;
if (${missing.join(" || ") || "false"}) {
${checkFor ? refuse : ""}
output = {};
${oneByOne}
} else output = { ${whole.join(", ")} };`;
}

/** Statements that declare the item under a key. */
function item(
  name: string,
  key: string,
  schema: JsonSchema,
  isRequired: boolean,
  functions: string[],
  checkFor?: CheckFor,
): string {
  const shape = shapeFunction(schema, functions, checkFor);
  const declared = `let ${name} = ${itemUnder(key)};`;
  const filled = schema.default !== undefined && `${name} = ${literal(schema.default)};`;
  if (shape) {
    // An optional object that nobody gave stays away, whatever its keys' defaults are.
    const staysAway = !isRequired && !filled;
    return `${declared} ${filled ? `if (${name} === undefined) ${filled}` : ""}
${staysAway ? `if (${name} !== undefined) ` : ""}${name} = ${shape}(${name});`;
  }
  // A default is valid: a model with another is refused. To see that a text is the default is less work than a pattern.
  const isAnother = typeof schema.default === "string" ? `${name} !== ${literal(schema.default)} && ` : "";
  const judged = checkFor && `if (${isAnother}!${checkFor(schema)}(${name})) ${refuse}`;
  if (filled) return `${declared} if (${name} === undefined) ${filled} ${judged ? `else ${judged}` : ""}`;
  return `${declared} ${judged ? `if (${name} !== undefined) ${judged}` : ""}`;
}

function mapBody(schema: JsonSchema, functions: string[]): string | undefined {
  const fill = fillOthers(schema, functions);
  if (!fill) return undefined;
  return `if (!(${isObject})) return value;
return Object.fromEntries(Object.keys(value).map((key) => [key, ${fill}]));`;
}

/**
 * An expression for what is under a `key` of a `value` that `properties` does not name; `undefined` if there is nothing
 * to fill. As in a check, every pattern that matches counts, and `additionalProperties` where none does.
 */
function fillOthers(schema: JsonSchema, functions: string[]): string | undefined {
  const { patternProperties = {}, additionalProperties } = schema;
  const other =
    isRecord(additionalProperties) && shapeFunction(additionalProperties as JsonSchema, functions);
  const patterns = Object.entries(patternProperties).map(([pattern, child]) => {
    const name = `pattern${functions.length}`;
    functions.push(`const ${name} = new RegExp(${literal(pattern)}, "u");`);
    return { matches: `${name}.test(key)`, fill: shapeFunction(child, functions) };
  });
  if (!other && patterns.every(({ fill }) => !fill)) return undefined;
  const none = patterns.map(({ matches }) => ` && !${matches}`).join("");
  const byPattern = patterns.reduce(
    (item, { matches, fill }) => (fill ? `(${matches} ? ${fill}(${item}) : ${item})` : item),
    "value[key]",
  );
  return other ? `(true${none} ? ${other}(value[key]) : ${byPattern})` : byPattern;
}

function listBody({ items, additionalItems }: JsonSchema, functions: string[]): string | undefined {
  if (Array.isArray(items)) return tupleBody(items as readonly JsonSchema[], additionalItems, functions);
  const name = isRecord(items) && shapeFunction(items as JsonSchema, functions);
  return name ? `return Array.isArray(value) ? value.map((item) => ${name}(item)) : value;` : undefined;
}

function tupleBody(
  items: readonly JsonSchema[],
  additionalItems: JsonSchema["additionalItems"],
  functions: string[],
): string | undefined {
  const lines = items.map((schema, index) => {
    const name = shapeFunction(schema, functions);
    const fallback = schema.default === undefined ? "undefined" : literal(schema.default);
    if (!name && schema.default === undefined) return "";
    const item = `(output[${index}] === undefined ? ${fallback} : output[${index}])`;
    // What a place behind a missing one would be filled with has no place.
    return `if (output.length >= ${index}) { item = ${name ? `${name}(${item})` : item}; if (item !== undefined) output[${index}] = item; }`;
  });
  const rest = isRecord(additionalItems) && shapeFunction(additionalItems as JsonSchema, functions);
  if (rest)
    lines.push(
      `for (let index = ${items.length}; index < output.length; index++) output[index] = ${rest}(output[index]);`,
    );
  if (lines.every((line) => line === "")) return undefined;
  return `if (!Array.isArray(value)) return value;\nconst output = [...value];\nlet item;\n${lines.join("\n")}\nreturn output;`;
}

/**
 * A union's defaults are those of the branch that the given value is of: the one whose discriminators (keys with a
 * fixed value or a choice of them, such as `kind: "s3"`) it has, or the only one that is an object, or a list, at all.
 * A value that could be of several is left as it is.
 */
function unionBody({ anyOf, oneOf }: JsonSchema, functions: string[]): string | undefined {
  const branches = anyOf ?? oneOf;
  if (!branches) return undefined;
  const lists = branches.filter(({ type }) => type === "array");
  const objects = branches.filter((branch) => branch.type === "object" || isReference(branch));
  const lines = branches.flatMap((branch) => {
    const isList = lists.includes(branch);
    const discriminators = isList ? [] : discriminatorsOf(branch);
    const isAlone = (isList ? lists : objects).length === 1;
    if (discriminators.length === 0 && !isAlone) return [];
    const name = shapeFunction(branch, functions);
    const conditions = [isList ? "Array.isArray(value)" : isObject, ...discriminators];
    return name ? [`if (${conditions.join(" && ")}) return ${name}(value);`] : [];
  });
  return lines.length === 0 ? undefined : `${lines.join("\n")}\nreturn value;`;
}

function discriminatorsOf({ properties = {} }: JsonSchema): string[] {
  return Object.entries(properties).flatMap(([key, { const: only, enum: members = [] }]) => {
    const values = only === undefined ? members : [only];
    return values.length === 0 ? [] : [`${literal(values)}.includes(${itemUnder(key)})`];
  });
}

/** JSON is JavaScript; every evaluation makes a value of its own. */
function literal(value: unknown): string {
  return `(${JSON.stringify(value)})`;
}
