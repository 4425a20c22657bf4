import { nearest } from "../nearest.ts";
import { appendPath } from "../path.ts";
import type { Finding } from "./manifest-issue.ts";
import { SchemaChildren, type SchemaNode } from "./schema-children.ts";
import type { TemplateReads, ValueRead } from "./template/template-reads.ts";
import { ELEMENT, type ValuePath } from "./template/template-value.ts";

/**
 * The values that templates read and that the schema does not let anyone set.
 *
 * @param foreign - names of subcharts, whose values are modelled elsewhere.
 */
export function unmodelledValues(
  schema: SchemaNode,
  { reads, written }: TemplateReads,
  foreign: readonly string[] = [],
): Finding[] {
  const children = new SchemaChildren(schema);
  const isForeign = ([first]: ValuePath) => first === "global" || foreign.includes(String(first));
  const isWritten = (path: ValuePath) =>
    written.some((prefix) => prefix.every((step, at) => step === path[at]));
  const isFine = (path: ValuePath) => isForeign(path) || isWritten(path) || children.allows(schema, path);

  const faults = reads.filter(({ paths }) => !paths.some(isFine));
  // Below what is reported itself there is nothing more to say.
  const isBelowAnother = ({ paths: [path = []] }: ValueRead) =>
    faults.some(
      ({ paths: [above = []] }) => above.length < path.length && above.every((step, at) => step === path[at]),
    );
  const places = new Map<string, ValueRead[]>();
  for (const read of faults) {
    if (isBelowAnother(read)) continue;
    const path = writePath(read.paths[0] as ValuePath);
    places.set(path, [...(places.get(path) ?? []), read]);
  }
  return [...places].map(([path, [place, ...others]]) => {
    const { file, line, paths } = place as ValueRead;
    const modelled = nearestModelled(children, schema, paths[0] as ValuePath);
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

function nearestModelled(children: SchemaChildren, schema: SchemaNode, path: ValuePath): string | undefined {
  let nodes: SchemaNode[] = [schema];
  for (const [at, step] of path.entries()) {
    const next = nodes.flatMap((node) => children.children(node, step));
    if (next.length === 0) {
      const known = nodes.flatMap((node) => children.keys(node));
      const key = step === ELEMENT ? undefined : nearest(step, known);
      return key === undefined ? undefined : writePath([...path.slice(0, at), key]);
    }
    nodes = next;
  }
  return undefined;
}

function writePath(path: ValuePath): string {
  return path.reduce<string>((text, step) => (step === ELEMENT ? `${text}[]` : appendPath(text, step)), "");
}
