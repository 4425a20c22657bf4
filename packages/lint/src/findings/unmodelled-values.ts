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
import type { ValueRead } from "../template/read-notes.ts";
import type { TemplateReads } from "../template/template-reads.ts";
import { isAtOrBelow, type ValuePath } from "../template/template-value.ts";
import { isOwnRead, valuePlaces } from "./value-places.ts";

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
  const isWritten = (path: ValuePath) => written.some((above) => isAtOrBelow(path, above));
  const isFine = (path: ValuePath) =>
    isForeign(path) ||
    isWritten(path) ||
    allowsPath(schema, path, schema) ||
    path[firstUnmodelled(schema, path)] === ELEMENT;

  const faults = reads.filter((read) => isOwnRead(read) && !read.paths.some(isFine));
  // Below what is reported itself there is nothing more to say.
  const isBelowAnother = ({ paths: [path = []] }: ValueRead) =>
    faults.some(({ paths: [above = []] }) => above.length < path.length && isAtOrBelow(path, above));
  const topmost = faults.filter((read) => !isBelowAnother(read));
  const places = valuePlaces(topmost, ({ paths }) => paths[0] as ValuePath);
  return places.map(({ name, first: { file, line, paths }, others }) => {
    const modelled = nearestModelled(schema, paths[0] as ValuePath);
    return {
      path: name,
      code: "value-unmodelled",
      file,
      line,
      expected: "a value of the model",
      received: `.Values.${name}`,
      message:
        `.Values.${name} is read${others} but not modelled, ` +
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
