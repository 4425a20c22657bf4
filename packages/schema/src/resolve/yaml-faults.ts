import { createRequire } from "node:module";
import { openBracket, unknownAlias, yamlMessages } from "@chartmodel/json-schema";
import type { Document, ErrorCode, YAMLMap, YAMLSeq } from "yaml";

const require = createRequire(import.meta.url);

/** What is wrong in a YAML document, and from which character on. */
export type YamlFault = readonly [offset: number, message: string];

const messages: Readonly<Record<ErrorCode, string>> = yamlMessages;

/** Everything that is wrong in the document of a text, in the order of the file. */
export function yamlFaults(document: Document.Parsed, text: string): YamlFault[] {
  const { isScalar, visit } = require("yaml") as typeof import("yaml");
  const errors = Object.groupBy([...document.errors, ...document.warnings], ({ message }) =>
    /^Flow (?:map|sequence) .*end with/.test(message) ? "open" : "other",
  );
  const faults = (errors.other ?? []).map(({ code, pos }): YamlFault => [pos[0], messages[code]]);
  // The library tells where it gave up, all at the same place; the outer ones of those that end there are open.
  const open = new Map<number, number>();
  for (const { pos } of errors.open ?? []) open.set(pos[0], (open.get(pos[0]) ?? 0) + 1);
  const takeIfOpen = ({ flow, range }: YAMLMap | YAMLSeq) => {
    const [start = 0, end = 0] = range ?? [];
    const left = open.get(end) ?? 0;
    if (!flow || left === 0 || !/[[{]/.test(text.charAt(start))) return;
    open.set(end, left - 1);
    faults.push([start, openBracket]);
  };
  visit(document, {
    Seq: (_, list) => takeIfOpen(list),
    Alias: (_, alias) => {
      if (!alias.resolve(document)) faults.push([alias.range?.[0] ?? 0, unknownAlias]);
    },
    Map: (_, map) => {
      takeIfOpen(map);
      faults.push(...repeatedKeys(map, isScalar));
    },
  });
  for (const [end, left] of open) if (left > 0) faults.push([end, messages.MISSING_CHAR]);
  return faults.sort(([one], [other]) => one - other);
}

/** The library looks for keys that are there twice too, in time that grows with the square of their number. */
function repeatedKeys({ items }: YAMLMap, isScalar: typeof import("yaml").isScalar): YamlFault[] {
  const seen = new Set<string>();
  return items.flatMap(({ key }): YamlFault[] => {
    if (!isScalar(key)) return [];
    const name = String(key.value);
    const isRepeated = seen.has(name);
    seen.add(name);
    return isRepeated ? [[key.range?.[0] ?? 0, messages.DUPLICATE_KEY]] : [];
  });
}
