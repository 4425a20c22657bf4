import { isDeepStrictEqual } from "node:util";
import {
  dataFault,
  formatPath,
  holdsSecret,
  isRecord,
  type JsonSchema,
  type PathSegments,
  partsOf,
  schemasAt,
  valueAt,
  visibleValue,
} from "@chartmodel/json-schema";
import { originOf, type Resolved } from "../resolve/resolve-environment.ts";
import { fieldAt, readPath, setIn } from "../resolve/set-layer.ts";
import { UsageError } from "../usage-error.ts";
import type { WantedValue } from "./proposal.ts";

/** A value that an overlay is to set: a scalar, a list, or an empty map. The path has keys only. */
export interface Edit {
  readonly path: PathSegments;
  readonly value: unknown;
}

/**
 * The edits of an overlay that give an environment the wanted values, without those that it has. Of a list, which an
 * overlay replaces whole, the items that nobody asked to change stay; so do the keys of a map that are there by the
 * map's default alone.
 *
 * @param current - the environment as it is.
 * @throws {UsageError} for a path that the model does not have, for a secret, and for what is no data.
 */
export function wantedEdits(
  wanted: readonly WantedValue[],
  { value: current, layers }: Pick<Resolved, "value" | "layers">,
  root: JsonSchema,
): Edit[] {
  const edits: Edit[] = [];
  let values = current;
  for (const { path: text, value } of wanted) {
    const path = readPath(text);
    if (path.length === 0)
      throw new UsageError("the path is empty: name a value, such as one that explain lists");
    fieldAt(path, root);
    refuseFault(value, path);
    refuseSecret(value, path, root);
    const edit = wholeDefault(wholeList({ path, value }, values, root), values, layers, root);
    const all = leaves(edit);
    // What is as wanted by a default of the model is there no longer once an overlay says anything of its object.
    if (all.some((leaf) => !isDeepStrictEqual(valueAt(values, leaf.path), leaf.value))) edits.push(...all);
    values = setIn(values, path, value);
  }
  return edits;
}

function refuseFault(value: unknown, path: PathSegments): void {
  const fault = value === undefined ? { path: [], found: "nothing" } : dataFault(value);
  if (fault) throw new UsageError(`${formatPath([...path, ...fault.path])} cannot be ${fault.found}`);
}

function refuseSecret(value: unknown, path: PathSegments, root: JsonSchema): void {
  if (isDeepStrictEqual(visibleValue(value, { root, path }), value)) return;
  throw new UsageError(
    `${formatPath(path)} is a secret, or holds one: it is given where the project keeps its secrets, and never proposed`,
  );
}

function wholeList({ path, value }: Edit, values: unknown, root: JsonSchema): Edit {
  const first = path.findIndex((step) => typeof step === "number");
  if (first === -1) return { path, value };
  const list = path.slice(0, first);
  refuseSecrets(list, "an overlay replaces a list whole", root);
  return { path: list, value: setIn(valueAt(values, list), path.slice(first), value, list) };
}

/** With the rest of a map that is there by a default of its own: that is gone once an overlay has anything of the map. */
function wholeDefault(
  { path, value }: Edit,
  values: unknown,
  layers: Resolved["layers"],
  root: JsonSchema,
): Edit {
  const length = path.findIndex((_, index) => {
    const above = path.slice(0, index);
    return originOf(layers, above) === undefined && partsAt(above, root).some(hasDefaultKeys);
  });
  if (length === -1) return { path, value };
  const map = path.slice(0, length);
  refuseSecrets(map, "an overlay replaces a default whole", root);
  return { path: map, value: setIn(valueAt(values, map), path.slice(length), value, map) };
}

const hasDefaultKeys = ({ default: value }: JsonSchema) => isRecord(value) && Object.keys(value).length > 0;

function refuseSecrets(path: PathSegments, because: string, root: JsonSchema): void {
  if (holdsSecret(partsAt(path, root), root))
    throw new UsageError(`${formatPath(path)} holds secrets, and ${because}: change it where it is written`);
}

const partsAt = (path: PathSegments, root: JsonSchema) =>
  schemasAt(root, path).flatMap((schema) => partsOf(schema, root));

function leaves({ path, value }: Edit): Edit[] {
  if (!isRecord(value) || Object.keys(value).length === 0) return [{ path, value }];
  return Object.entries(value).flatMap(([key, item]) => leaves({ path: [...path, key], value: item }));
}
