/**
 * What is said of faults in YAML, by the codes of the library `yaml`. Its own messages quote the text, which may be a
 * secret.
 */
export const yamlMessages = {
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
  MULTIPLE_DOCS: "one document is expected, and this is a second one",
  MULTIPLE_TAGS: "a value has at most one tag",
  NON_STRING_KEY: "a key must be text",
  RESOURCE_EXHAUSTION: "this is nested too deep, or too large",
  TAB_AS_INDENT: "lines are indented with spaces, not with tabs",
  TAG_RESOLVE_FAILED: "this tag is not known: leave it out, or put a text that begins with ! into quotes",
  UNEXPECTED_TOKEN: "this is not expected here: a text with special characters needs quotes",
} as const;

/** What is said of a bracket for which the end of its list or map was not found. */
export const openBracket =
  "this bracket is not closed, or only on a line that is not indented deeper than the one it is on";

/** What is said of an alias whose anchor is not before it. */
export const unknownAlias =
  "nothing before it has this alias's anchor: put a text that begins with * into quotes";

/** What is said of aliases that multiply what they repeat. */
export const tooManyAliases = "its aliases make it too large: write the values out";

/** Words for what the library `yaml` throws, with the place where that is told, and nothing of the text. */
export function yamlWords(error: unknown): string {
  const { linePos } = error as { linePos?: readonly { line: number; col: number }[] };
  const [start] = linePos ?? [];
  return start ? `${what(error)} (line ${start.line}, column ${start.col})` : what(error);
}

function what(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  if (code !== undefined && Object.hasOwn(yamlMessages, code))
    return yamlMessages[code as keyof typeof yamlMessages];
  if (message?.startsWith("Unresolved alias")) return unknownAlias;
  if (message?.startsWith("Excessive alias count")) return tooManyAliases;
  return yamlMessages.IMPOSSIBLE;
}
