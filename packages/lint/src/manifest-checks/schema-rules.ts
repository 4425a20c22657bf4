import { isRecord, pointerStep } from "@chartmodel/json-schema";
import type { ErrorObject } from "ajv";

/** A rule of a custom resource's schema, as `x-kubernetes-validations` has it. */
interface SchemaRule {
  readonly rule: string;
  readonly message?: string;
}

/** What the rules of a schema say of an object. */
interface RuleVerdict {
  readonly errors: ErrorObject[];
  /** Rules that use what only the API server has. */
  readonly undecided: string[];
}

/** The keyword of the rules, in schemas and in errors. */
export const rulesKeyword = "x-kubernetes-validations";

/**
 * Evaluates the CEL rules of a custom resource's schema.
 *
 * @param content - valid against the schema, its defaults filled in: the API server evaluates no rule before.
 */
export async function schemaRules(schema: unknown, content: unknown): Promise<RuleVerdict> {
  const verdict: RuleVerdict = { errors: [], undecided: [] };
  const places = [...rulesIn(schema, content, "")];
  if (places.length === 0) return verdict;
  const { Environment } = await import("@marcbachmann/cel-js");
  const environment = new Environment().registerVariable("self", "dyn");
  for (const { at, rule, message, node, own } of places) {
    try {
      // One about an update has nothing to compare with.
      if (/\boldSelf\b/.test(rule) || environment.evaluate(rule, { self: celValue(node, own) }) === true)
        continue;
      verdict.errors.push({
        keyword: rulesKeyword,
        instancePath: at,
        schemaPath: `#/${rulesKeyword}`,
        params: { rule },
        message: message ?? `it must satisfy ${rule}`,
      });
    } catch {
      verdict.undecided.push(rule);
    }
  }
  return verdict;
}

type Place = SchemaRule & { readonly at: string; readonly node: unknown; readonly own: unknown };

/** The rules that an object has to satisfy, each with its part of the object and of the schema. */
function* rulesIn(schema: unknown, node: unknown, at: string): Generator<Place> {
  if (!isRecord(schema) || node === undefined) return;
  for (const rule of listOf(schema[rulesKeyword])) yield { ...(rule as SchemaRule), at, node, own: schema };
  if (Array.isArray(node))
    for (const [index, item] of node.entries()) yield* rulesIn(schema.items, item, `${at}/${index}`);
  else if (isRecord(node))
    for (const [key, item] of Object.entries(node))
      yield* rulesIn(schemaOfKey(schema, key), item, `${at}/${pointerStep(key)}`);
}

/** CEL tells integers from other numbers; here the schema does. */
function celValue(node: unknown, schema: unknown): unknown {
  if (typeof node === "number")
    return Number.isInteger(node) && !(isRecord(schema) && schema.type === "number") ? BigInt(node) : node;
  const own = isRecord(schema) ? schema : {};
  if (Array.isArray(node)) return node.map((item) => celValue(item, own.items));
  if (!isRecord(node)) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, item]) => [key, celValue(item, schemaOfKey(own, key))]),
  );
}

function schemaOfKey({ properties, additionalProperties }: Record<string, unknown>, key: string): unknown {
  return isRecord(properties) && Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
