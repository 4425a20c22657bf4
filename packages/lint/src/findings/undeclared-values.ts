import { ELEMENT, formatPath, isRecord, nearest } from "@chartmodel/json-schema";
import type { ValuesDocument } from "../chart/values-document.ts";
import type { Finding } from "../issue/manifest-issue.ts";
import type { TemplateReads } from "../template/template-reads.ts";
import { isAtOrBelow, type ValuePath } from "../template/template-value.ts";
import { UseTree } from "./use-tree.ts";
import { isOwnRead, valuePlaces } from "./value-places.ts";

/**
 * The values that templates are sure to read and that values.yaml does not have, not even in a comment. What lies
 * below an empty map, a list or null is anybody's, and what a template of a chart in this one reads is not in the hands
 * of who maintains it.
 *
 * @param isElsewhere - true for values that another file declares: those of subcharts, and what is global.
 */
export function undeclaredValues(
  { values, lines }: ValuesDocument,
  { reads, uses, written }: TemplateReads,
  isElsewhere: (path: ValuePath) => boolean,
): Finding[] {
  const comments = lines.filter((line) => /^\s*#/.test(line));
  // Of a map that a template hands on as a whole, as to a field of Kubernetes, any key may be given.
  const handedOn = new UseTree(uses);
  const isFine = (path: ValuePath) =>
    isElsewhere(path) ||
    isDeclared(values, path) ||
    handedOn.isInWhole(path) ||
    written.some((above) => isAtOrBelow(path, above)) ||
    isInComment(comments, path);
  const faults = reads.filter((read) => isOwnRead(read) && !read.paths.some(isFine));
  const places = valuePlaces(faults, ({ paths }) => topmost(values, paths[0] as ValuePath));
  return places.map(({ name, first: { file, line, paths }, others }) => {
    const meant = nearestDeclared(values, paths[0] as ValuePath);
    return {
      path: name,
      code: "value-undeclared",
      file,
      line,
      expected: "a value of values.yaml",
      received: `.Values.${name}`,
      message:
        `.Values.${name} is read${others}, but values.yaml does not have it: ` +
        (meant === undefined
          ? "declare it there, in a comment where it has no default"
          : `did you mean ${meant}?`),
    };
  });
}

function isDeclared(value: unknown, [step, ...rest]: ValuePath): boolean {
  if (step === undefined) return true;
  if (!isRecord(value) || sizeOf(value) === 0) return true;
  if (step === ELEMENT) return Object.values(value).some((child) => isDeclared(child, rest));
  return Object.hasOwn(value, step) && isDeclared(value[step], rest);
}

const sizes = new WeakMap<object, number>();

/** How many keys a map has, counted once: one of thousands is asked for each read. */
function sizeOf(map: object): number {
  const size = sizes.get(map) ?? Object.keys(map).length;
  sizes.set(map, size);
  return size;
}

/** The path up to the first key that is missing. */
function topmost(values: unknown, path: ValuePath): ValuePath {
  const at = path.findIndex((_, index) => !isDeclared(values, path.slice(0, index + 1)));
  return path.slice(0, at + 1);
}

/** A key that is commented out, or a path that a comment describes as helm-docs and Bitnami's generator do. */
function isInComment(comments: readonly string[], path: ValuePath): boolean {
  const names = path.filter((step) => step !== ELEMENT);
  return names.some((name, at) => {
    const dotted = names.slice(0, at + 1).join(".");
    return comments.some((comment) => {
      const text = comment.replace(/^\s*#+\s*(?:-\s+)?/, "");
      return text.startsWith(`${name}:`) || (dotted.includes(".") && comment.includes(dotted));
    });
  });
}

/** Names that `helm create` gives to charts. */
const conventional = new Set(["nameOverride", "fullnameOverride", "namespaceOverride"]);

/** A map of more keys is data: no key is another one misspelt. */
const mostNames = 1_000;

function nearestDeclared(values: unknown, path: ValuePath): string | undefined {
  let node = values;
  for (const [at, step] of path.entries()) {
    if (!isRecord(node) || step === ELEMENT) return undefined;
    if (!Object.hasOwn(node, step)) {
      if (sizeOf(node) > mostNames) return undefined;
      // Every chart may have them, and none is the other misspelt.
      const candidates = namesIn(node);
      const name = conventional.has(String(step)) ? undefined : nearest(step, candidates.keys());
      return name === undefined
        ? undefined
        : formatPath([...path.slice(0, at), ...(candidates.get(name) ?? [])]);
    }
    node = node[step];
  }
  return undefined;
}

/** The keys of a map, and those in its maps under the name that they would have without them: `logsEnabled`. */
function namesIn(map: Readonly<Record<string, unknown>>): Map<string, readonly string[]> {
  const names = new Map<string, readonly string[]>(Object.keys(map).map((key) => [key, [key]]));
  for (const [key, child] of Object.entries(map)) {
    for (const inner of isRecord(child) ? Object.keys(child) : []) {
      const name = key + inner.charAt(0).toUpperCase() + inner.slice(1);
      if (!names.has(name)) names.set(name, [key, inner]);
    }
  }
  return names;
}
