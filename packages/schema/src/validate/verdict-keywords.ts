import type { JsonSchema } from "@chartmodel/json-schema";

/** Writes functions that tell whether values are valid; schemas of one text share one function. */
export interface VerdictWriter {
  /** The name of the function for a schema. @throws {UnwrittenKeyword} for what only ajv can judge. */
  functionFor(schema: JsonSchema | boolean): string;
  /** The name of the constant that a pattern is compiled to. */
  patternFor(pattern: string): string;
}

/** A schema says something that no function is written for. */
export class UnwrittenKeyword extends Error {
  override readonly name = "UnwrittenKeyword";
}

/** What a value of a type looks like in JavaScript. */
export const typeTests: Readonly<Record<string, string>> = {
  string: 'typeof value === "string"',
  number: "Number.isFinite(value)",
  integer: "Number.isInteger(value)",
  boolean: 'typeof value === "boolean"',
  object: 'typeof value === "object" && value !== null && !Array.isArray(value)',
  array: "Array.isArray(value)",
  null: "value === null",
};

/** A keyword's statements, which end the function where `value` is not valid. */
export interface KeywordTest {
  /** The type whose values it is about, those of others being valid. */
  readonly kind: "number" | "string" | "array" | "object" | "any";
  readonly write: (parameter: never, schema: JsonSchema, writer: VerdictWriter) => string;
}

type Schema = JsonSchema | boolean;

/** What is under a key of `value`; of `constructor` and the like only what the value has itself. */
export function itemUnder(key: string): string {
  const item = `value[${JSON.stringify(key)}]`;
  return key in {} ? `(Object.hasOwn(value, ${JSON.stringify(key)}) ? ${item} : undefined)` : item;
}

/** A statement that ends the function where a condition does not hold. */
export function refuseUnless(condition: string): string {
  return `if (!(${condition})) return false;`;
}

function about<Parameter>(
  kind: KeywordTest["kind"],
  write: (parameter: Parameter, schema: JsonSchema, writer: VerdictWriter) => string,
): KeywordTest {
  return { kind, write: write as KeywordTest["write"] };
}

/** A keyword that compares one of the value's measures with a number. */
const limit = (kind: KeywordTest["kind"], comparison: string): KeywordTest =>
  about<number>(kind, (bound) => refuseUnless(`${comparison} ${bound}`));

const calls = (schemas: readonly Schema[], { functionFor }: VerdictWriter): string[] =>
  schemas.map((schema) => `${functionFor(schema)}(value)`);

/** Every keyword of draft-07 that a model may have, read as ajv reads it. */
export const keywordTests: Readonly<Record<string, KeywordTest>> = {
  minimum: limit("number", "value >="),
  maximum: limit("number", "value <="),
  exclusiveMinimum: limit("number", "value >"),
  exclusiveMaximum: limit("number", "value <"),
  multipleOf: about<number>("number", (step) =>
    refuseUnless(`value / ${step} === parseInt(value / ${step})`),
  ),
  minLength: limit("string", "lengthOf(value) >="),
  maxLength: about<number>("string", (most) =>
    // A text has at most as many characters as JavaScript counts in it.
    refuseUnless(`value.length <= ${most} || lengthOf(value) <= ${most}`),
  ),
  pattern: about<string>("string", (pattern, _schema, writer) =>
    refuseUnless(`${writer.patternFor(pattern)}.test(value)`),
  ),
  minItems: limit("array", "value.length >="),
  maxItems: limit("array", "value.length <="),
  uniqueItems: about<boolean>("array", (unique) => (unique ? refuseUnless("isUnique(value)") : "")),
  items: about<Schema | readonly Schema[]>("array", (items, { additionalItems = true }, writer) => {
    if (!isTuple(items)) return everyItem(items, 0, writer);
    const places = items.map((item, index) =>
      refuseUnless(`value.length <= ${index} || ${writer.functionFor(item)}(value[${index}])`),
    );
    return [...places, everyItem(additionalItems, items.length, writer)].join("\n");
  }),
  additionalItems: about("array", (_rest, { items }) => {
    if (!isTuple(items)) throw new UnwrittenKeyword("additionalItems");
    return "";
  }),
  contains: about<Schema>("array", (schema, _parent, writer) =>
    refuseUnless(`contains(value, ${writer.functionFor(schema)})`),
  ),
  properties: about<Record<string, Schema>>("object", (properties, { required = [] }, writer) =>
    Object.entries(properties)
      .map(([key, schema]) => {
        const item = itemUnder(key);
        const check = `${writer.functionFor(schema)}(${item})`;
        return refuseUnless(
          required.includes(key) ? `${item} !== undefined && ${check}` : `${item} === undefined || ${check}`,
        );
      })
      .join("\n"),
  ),
  required: about<readonly string[]>("object", (keys, { properties = {} }) =>
    keys
      .filter((key) => !Object.hasOwn(properties, key))
      .map((key) => refuseUnless(`${itemUnder(key)} !== undefined`))
      .join("\n"),
  ),
  patternProperties: about<Record<string, Schema>>("object", (patterns, { properties = {} }, writer) => {
    for (const pattern of Object.keys(patterns)) {
      if (Object.keys(properties).some((key) => new RegExp(pattern, "u").test(key)))
        throw new UnwrittenKeyword("patternProperties");
    }
    const tests = Object.entries(patterns).map(([pattern, schema]) =>
      refuseUnless(`!${writer.patternFor(pattern)}.test(key) || ${writer.functionFor(schema)}(value[key])`),
    );
    return `for (const key in value) {\n${tests.join("\n")}\n}`;
  }),
  additionalProperties: about<Schema>(
    "object",
    (schema, { properties = {}, patternProperties = {} }, writer) => {
      if (schema === true) return "";
      const cases = Object.keys(properties).map((key) => `case ${JSON.stringify(key)}:`);
      const known = Object.keys(patternProperties).map(
        (pattern) => `${writer.patternFor(pattern)}.test(key)`,
      );
      const check = [...known, `${writer.functionFor(schema)}(value[key])`].join(" || ");
      return `for (const key in value) switch (key) {
${cases.length > 0 ? `${cases.join(" ")} break;` : ""}
default: ${refuseUnless(check)}
}`;
    },
  ),
  propertyNames: about<Schema>(
    "object",
    (schema, _parent, writer) =>
      `for (const key in value) ${refuseUnless(`${writer.functionFor(schema)}(key)`)}`,
  ),
  minProperties: limit("object", "Object.keys(value).length >="),
  maxProperties: limit("object", "Object.keys(value).length <="),
  dependencies: about<Record<string, Schema | readonly string[]>>("object", (entries, _schema, writer) =>
    Object.entries(entries)
      .map(([key, needed]) => {
        const conditions = Array.isArray(needed)
          ? needed.map((other) => `${itemUnder(other)} !== undefined`)
          : calls([needed as Schema], writer);
        return refuseUnless(
          [`${itemUnder(key)} === undefined`, conditions.join(" && ") || "true"].join(" || "),
        );
      })
      .join("\n"),
  ),
  const: about("any", (member) => refuseUnless(isMember(member))),
  enum: about<readonly unknown[]>("any", (members) =>
    refuseUnless(members.map(isMember).join(" || ") || "false"),
  ),
  allOf: about<readonly Schema[]>("any", (schemas, _parent, writer) =>
    refuseUnless(calls(schemas, writer).join(" && ")),
  ),
  anyOf: about<readonly Schema[]>("any", (schemas, _parent, writer) =>
    refuseUnless(calls(schemas, writer).join(" || ")),
  ),
  oneOf: about<readonly Schema[]>("any", (schemas, _parent, writer) =>
    refuseUnless(`${["0", ...calls(schemas, writer)].join(" + ")} === 1`),
  ),
  not: about<Schema>("any", (schema, _parent, writer) => refuseUnless(`!${calls([schema], writer)[0]}`)),
  if: about<Schema>("any", (condition, { then: yes, else: no }, writer) => {
    if (yes === undefined && no === undefined) throw new UnwrittenKeyword("if");
    const [test, whenYes, whenNo] = calls([condition, yes ?? true, no ?? true], writer);
    return refuseUnless(`${test} ? ${whenYes} : ${whenNo}`);
  }),
  then: about("any", ifOnly),
  else: about("any", ifOnly),
};

/** `if` writes both; ajv refuses them without it. */
function ifOnly(_branch: unknown, schema: JsonSchema): string {
  if (schema.if === undefined) throw new UnwrittenKeyword("then");
  return "";
}

function isTuple(items: Schema | readonly Schema[] | undefined): items is readonly Schema[] {
  return Array.isArray(items);
}

function everyItem(schema: Schema, from: number, { functionFor }: VerdictWriter): string {
  if (schema === true) return "";
  const check = refuseUnless(`${functionFor(schema)}(value[index])`);
  return `for (let index = ${from}; index < value.length; index++) ${check}`;
}

function isMember(member: unknown): string {
  const literal = JSON.stringify(member);
  return typeof member === "object" && member !== null ? `isSame(value, ${literal})` : `value === ${literal}`;
}
