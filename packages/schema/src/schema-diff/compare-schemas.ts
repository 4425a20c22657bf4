import { ELEMENT, formatPath, type JsonSchema } from "@chartmodel/json-schema";
import { withoutMessages } from "../render/with-messages.ts";
import { asHelmReads } from "./as-helm-reads.ts";
import { anyItem, anyKey, type OpenPlace, openPlaces, type PlacePath } from "./containment.ts";
import { createFaults, createVerdict, ownValues } from "./verdict.ts";
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
  /** Where keys must be given: those that may be missing. */
  readonly missing?: readonly string[];
}

/** Most values that are tried at one place. */
const enough = 1000;

/**
 * Which changes from one schema to another may refuse values that were valid before, one for each place; none is a proof
 * that no value is refused. Values are judged as Helm does, laid over the chart's own: a new key with a default breaks
 * nothing.
 *
 * @throws {UsageError} for what is no JSON Schema of draft-07, 2019-09 or 2020-12, or is nested too deep.
 */
export function compareSchemas(written: JsonSchema, writtenNow: JsonSchema): SchemaChange[] {
  const before = asHelmReads(written, "the old schema");
  const after = asHelmReads(writtenNow, "the new schema");
  const own = { before: ownValues(written), after: ownValues(writtenNow) };
  const accepts = createVerdict(before, own.before, "the old schema");
  const acceptsNow = createVerdict(after, own.after, "the new schema");
  let faults: ReturnType<typeof createFaults> | undefined;
  const search: Search = {
    isOne: (values) => accepts(values) === true && acceptsNow(values) === false,
    isWrongAt(values, path) {
      faults ??= createFaults(after, own.after, "the new schema");
      return faults(values).some((fault) => isBelow(fault, path));
    },
  };
  const changes = openPlaces(withoutMessages(before), withoutMessages(after), own).map((open) => {
    const found = counterexample(before, open, search);
    const { path, ...rest } = open;
    return {
      ...rest,
      path: formatPath(path.map((step) => (step === anyItem || step === anyKey ? ELEMENT : step))),
      ...(found && { counterexample: found.values }),
    };
  });
  return onePerPlace(changes);
}

/** What values are looked for. */
interface Search {
  readonly isOne: (values: unknown) => boolean;
  /** Whether something at the place, or below it, is among what is wrong with them. */
  readonly isWrongAt: (values: unknown, path: PlacePath) => boolean;
}

/** Those that the place itself makes wrong, if there are any, and no other change. */
function counterexample(
  root: JsonSchema,
  place: OpenPlace,
  { isOne, isWrongAt }: Search,
): { values: unknown } | undefined {
  let tried = 0;
  let other: { values: unknown } | undefined;
  for (const values of witnesses(root, place)) {
    if (isOne(values)) {
      if (isWrongAt(values, place.path)) return { values };
      other ??= { values };
    }
    if (++tried === enough) break;
  }
  return other;
}

function isBelow(fault: readonly string[], path: PlacePath): boolean {
  return path.every((step, index) => {
    const found = fault[index];
    return found !== undefined && (typeof step !== "string" || found === step);
  });
}

/** Several keywords may be in the way at a place, and branches of the old schema at one of the new: that is one change. */
function onePerPlace(changes: readonly SchemaChange[]): SchemaChange[] {
  const places = Map.groupBy(changes, ({ path, after }) => JSON.stringify([path, after]));
  return [...places.values()].map(
    (group) => group.find((change) => "counterexample" in change) ?? (group[0] as SchemaChange),
  );
}
