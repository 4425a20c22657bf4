import {
  allowsPath,
  ELEMENT,
  formatPath,
  type JsonSchema,
  keysOf,
  nearest,
  schemasAt,
} from "@chartmodel/json-schema";
import type { Finding } from "../issue/manifest-issue.ts";
import type { TemplateReads, ValueRead } from "../template/template-reads.ts";
import type { ValuePath } from "../template/template-value.ts";

/**
 * The values that templates read and that the schema does not let anyone set.
 *
 * @param foreign - names of subcharts, whose values are modelled elsewhere.
 */
export function unmodelledValues(
  schema: JsonSchema,
  { reads, written }: TemplateReads,
  foreign: readonly string[] = [],
): Finding[] {
  const isForeign = ([first]: ValuePath) => first === "global" || foreign.includes(String(first));
  const isWritten = (path: ValuePath) =>
    written.some((prefix) => prefix.every((step, at) => step === path[at]));
  const isFine = (path: ValuePath) =>
    isForeign(path) ||
    isWritten(path) ||
    allowsPath(schema, path, schema) ||
    path[firstUnmodelled(schema, path)] === ELEMENT;

  // What a chart in `charts/` reads of its parent's values is not for the parent's author to change.
  const faults = reads.filter(({ paths, file }) => !file.startsWith("charts/") && !paths.some(isFine));
  // Below what is reported itself there is nothing more to say.
  const isBelowAnother = ({ paths: [path = []] }: ValueRead) =>
    faults.some(
      ({ paths: [above = []] }) => above.length < path.length && above.every((step, at) => step === path[at]),
    );
  const places = new Map<string, ValueRead[]>();
  for (const read of faults) {
    if (isBelowAnother(read)) continue;
    const path = formatPath(read.paths[0] as ValuePath);
    places.set(path, [...(places.get(path) ?? []), read]);
  }
  return [...places].map(([path, [place, ...others]]) => {
    const { file, line, paths } = place as ValueRead;
    const modelled = nearestModelled(schema, paths[0] as ValuePath);
    const more = [...new Set(others.map((other) => `${other.file}:${other.line}`))].filter(
      (at) => at !== `${file}:${line}`,
    );
    return {
      path,
      code: "value-unmodelled",
      file,
      line,
      expected: "a value of the model",
      received: `.Values.${path}`,
      message:
        `.Values.${path} is read${more.length > 0 ? ` (also in ${more.slice(0, 3).join(", ")})` : ""} but not modelled, ` +
        `so nobody can set it; ${modelled === undefined ? "add it to the model" : `did you mean ${modelled}?`}`,
    };
  });
}

/**
 * Where a path leaves the schema. For `ELEMENT` that is no value that is missing: a template that goes through whatever
 * it is given goes through children of what has none.
 */
function firstUnmodelled(schema: JsonSchema, path: ValuePath): number {
  return path.findIndex((_, at) => schemasAt(schema, path.slice(0, at + 1)).length === 0);
}

function nearestModelled(schema: JsonSchema, path: ValuePath): string | undefined {
  const at = firstUnmodelled(schema, path);
  const above = path.slice(0, at);
  const step = path[at];
  if (typeof step !== "string") return undefined;
  const key = nearest(step, keysOf(schemasAt(schema, above)));
  return key === undefined ? undefined : formatPath([...above, key]);
}
