import { createRequire } from "node:module";
import { isSecretAt, type JsonSchema, type PathSegments } from "@chartmodel/json-schema";
import type { StructuredPatch } from "diff";
import type { Node } from "yaml";
import type { OverlayEdit } from "./proposal.ts";

const require = createRequire(import.meta.url);

/** How many lines are shown around a change, from the best on. */
const contexts = [3, 0];

/**
 * A unified diff of an overlay; `undefined` where a line that changes holds a secret. Lines around the change are left
 * out where one is a comment or holds a secret: of what people wrote, no more is shown than has to be.
 *
 * @param schema - of the environment.
 * @param redact - takes the environment's secrets out of a text.
 */
export function overlayPatch(
  { path, before, after }: OverlayEdit,
  schema: JsonSchema,
  redact: (text: string) => string,
): string | undefined {
  const { formatPatch, structuredPatch } = require("diff") as typeof import("diff");
  const secretBefore = secretLines(before ?? "", schema);
  const secretAfter = secretLines(after, schema);
  const from = before === undefined ? "/dev/null" : `a/${path}`;
  for (const context of contexts) {
    const patch = structuredPatch(from, `b/${path}`, before ?? "", after, undefined, undefined, { context });
    const isShown = patchLines(patch).every(({ sign, text, before: old, after: now }) => {
      if (redact(text) !== text) return false;
      if (sign === "+") return !secretAfter.has(now);
      return !secretBefore.has(old) && (sign === "-" || !/(?:^|\s)#/.test(text));
    });
    if (isShown) return formatPatch(patch).replace(/^=+\n/m, "");
  }
  return undefined;
}

/** Lines of a patch, with their numbers from 1 on both sides. */
function patchLines({ hunks }: StructuredPatch) {
  return hunks.flatMap(({ oldStart, newStart, lines }) => {
    let [before, after] = [oldStart, newStart];
    return lines.map((line) => {
      const sign = line[0] as string;
      const place = { sign, text: line.slice(1), before, after };
      if (sign === " " || sign === "-") before++;
      if (sign === " " || sign === "+") after++;
      return place;
    });
  });
}

/** Numbers, from 1, of the lines that hold a secret. */
function secretLines(text: string, schema: JsonSchema): Set<number> {
  const { isMap, isScalar, isSeq, LineCounter, parseDocument } = require("yaml") as typeof import("yaml");
  const lineCounter = new LineCounter();
  const lines = new Set<number>();
  const look = (node: unknown, path: PathSegments): void => {
    if (isSecretAt(schema, path)) {
      const [start = 0, , end = start] = (node as Node | null)?.range ?? [];
      const last = lineCounter.linePos(end).line;
      for (let { line } = lineCounter.linePos(start); line <= last; line++) lines.add(line);
    } else if (isMap(node)) {
      for (const { key, value } of node.items)
        look(value, [...path, String(isScalar(key) ? key.value : key)]);
    } else if (isSeq(node)) for (const [index, item] of node.items.entries()) look(item, [...path, index]);
  };
  look(parseDocument(text, { lineCounter, logLevel: "error" }).contents, []);
  return lines;
}
