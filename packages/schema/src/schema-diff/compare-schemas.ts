import { ELEMENT, formatPath, type JsonSchema } from "@chartmodel/json-schema";
import { anyItem, anyKey, type OpenPlace, openPlaces } from "./containment.ts";
import { createVerdict, ownValues } from "./verdict.ts";
import { witnesses } from "./witnesses.ts";

/** How a change of a schema meets values that were valid before. */
export interface SchemaChange {
  /** Written path, `[]` for any item or entry. */
  readonly path: string;
  /** The keyword of the new schema that is in the way. */
  readonly keyword: string;
  /**
   * Values that the old schema accepts and the new one refuses, both seen to do so; absent where none was found, and it is
   * not proven that there are none.
   */
  readonly counterexample?: unknown;
  readonly before: JsonSchema | boolean;
  readonly after: JsonSchema | boolean;
}

/** Most values that are tried at one place. */
const enough = 1000;

/**
 * Which changes from one schema to another may refuse values that were valid before; none is a proof that no value is
 * refused. Values are judged as Helm does, laid over the chart's own: a new key with a default breaks nothing.
 *
 * @throws {UsageError} for what is no JSON Schema.
 */
export function compareSchemas(before: JsonSchema, after: JsonSchema): SchemaChange[] {
  const own = { before: ownValues(before), after: ownValues(after) };
  const accepts = createVerdict(before, own.before, "the old schema");
  const acceptsNow = createVerdict(after, own.after, "the new schema");
  return openPlaces(before, after, own).map((open) => {
    const found = counterexample(before, open, (values) => accepts(values) && !acceptsNow(values));
    const { path, keyword } = open;
    return {
      path: formatPath(path.map((step) => (step === anyItem || step === anyKey ? ELEMENT : step))),
      keyword,
      ...(found && { counterexample: found.values }),
      before: open.before,
      after: open.after,
    };
  });
}

function counterexample(
  root: JsonSchema,
  place: OpenPlace,
  isOne: (values: unknown) => boolean,
): { values: unknown } | undefined {
  let tried = 0;
  for (const values of witnesses(root, place)) {
    if (isOne(values)) return { values };
    if (++tried === enough) return undefined;
  }
  return undefined;
}
