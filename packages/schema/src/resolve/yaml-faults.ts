import { createRequire } from "node:module";
import { unknownAlias, yamlMessages } from "@chartmodel/json-schema";
import type { Document, ErrorCode, YAMLMap } from "yaml";

const require = createRequire(import.meta.url);

/** What is wrong in a YAML document, and from which character on. */
export type YamlFault = readonly [offset: number, message: string];

const messages: Readonly<Record<ErrorCode, string>> = yamlMessages;

/** Everything that is wrong in a document, in the order of the file. */
export function yamlFaults(document: Document.Parsed): YamlFault[] {
  const { isScalar, visit } = require("yaml") as typeof import("yaml");
  const faults = [...document.errors, ...document.warnings].map(
    ({ code, pos }): YamlFault => [pos[0], messages[code]],
  );
  visit(document, {
    Alias: (_, alias) => {
      if (!alias.resolve(document)) faults.push([alias.range?.[0] ?? 0, unknownAlias]);
    },
    Map: (_, map) => {
      faults.push(...repeatedKeys(map, isScalar));
    },
  });
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
