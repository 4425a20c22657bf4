import { createRequire } from "node:module";
import type { Document, ErrorCode, YAMLMap } from "yaml";

const require = createRequire(import.meta.url);

/** What is wrong in a YAML document, and from which character on. */
export type YamlFault = readonly [offset: number, message: string];

/** The library's own messages quote the text, which may be a secret. */
const messages: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: "an alias cannot have an anchor or a tag",
  BAD_ALIAS: "this is no alias",
  BAD_COLLECTION_TYPE: "this tag is not for a list or map of this kind",
  BAD_DIRECTIVE: "this directive is not one of YAML's",
  BAD_DQ_ESCAPE:
    "this escape sequence is not one of YAML's: write \\\\ for a backslash, or use single quotes",
  BAD_INDENT: "this line is not indented as those around it",
  BAD_PROP_ORDER: "anchor and tag stand before the value that they are for",
  BAD_SCALAR_START: "a text cannot start with this character: put it into quotes",
  BLOCK_AS_IMPLICIT_KEY: "a list or map cannot begin on the line of another key",
  BLOCK_IN_FLOW: "inside brackets, lists and maps are written with brackets",
  DUPLICATE_KEY: "this key is there twice",
  IMPOSSIBLE: "this cannot be read",
  KEY_OVER_1024_CHARS: "a key has at most 1,024 characters",
  MISSING_CHAR: "a character is missing: a closing quote or bracket, a comma, a colon or a space",
  MULTILINE_IMPLICIT_KEY: "a key cannot go over several lines: a colon or a quote may be missing",
  MULTIPLE_ANCHORS: "a value has at most one anchor",
  MULTIPLE_DOCS: "a file of values has one document, and this is a second one",
  MULTIPLE_TAGS: "a value has at most one tag",
  NON_STRING_KEY: "a key must be text",
  RESOURCE_EXHAUSTION: "this is nested too deep, or too large",
  TAB_AS_INDENT: "lines are indented with spaces, not with tabs",
  TAG_RESOLVE_FAILED: "this tag is not known: leave it out, or put a text that begins with ! into quotes",
  UNEXPECTED_TOKEN: "this is not expected here: a text with special characters needs quotes",
};

/** Everything that is wrong in a document, in the order of the file. */
export function yamlFaults(document: Document.Parsed): YamlFault[] {
  const { isScalar, visit } = require("yaml") as typeof import("yaml");
  const faults = [...document.errors, ...document.warnings].map(
    ({ code, pos }): YamlFault => [pos[0], messages[code]],
  );
  visit(document, {
    Alias: (_, alias) => {
      if (!alias.resolve(document))
        faults.push([
          alias.range?.[0] ?? 0,
          "nothing before it has this alias's anchor: put a text that begins with * into quotes",
        ]);
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
