import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** Constructs that both engines accept and read differently, or that older Helm releases refuse. */
const differences: { construct: RegExp; reason: string }[] = [
  {
    construct: /\\[sS]/,
    reason: "\\s is other characters in Go than in JavaScript: list them, for example [ \\t]",
  },
  {
    construct: /\[:[a-z^]+:\]/,
    reason: "a POSIX class is one only in Go: write the range, for example [A-Za-z]",
  },
  { construct: /\\[kK1-9]/, reason: "RE2 has no back-references" },
];

/**
 * Why Helm (Go's RE2) and ajv (ECMAScript with the `u` flag) would not read a pattern alike; `undefined` if they do.
 *
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function patternProblem(pattern: string): string | undefined {
  if (!known.has(pattern)) known.set(pattern, findProblem(pattern));
  return known.get(pattern);
}

/** Whether a regular expression says no more than its pattern, as a schema does. */
export function isPortableRegExp(value: unknown): value is RegExp {
  return value instanceof RegExp && /^u?$/.test(value.flags);
}

/** Models repeat their patterns, and compiling one for RE2 takes milliseconds. */
const known = new Map<string, string | undefined>();

function findProblem(pattern: string): string | undefined {
  const withoutEscapedBackslashes = pattern.replaceAll("\\\\", "");
  for (const { construct, reason } of differences)
    if (construct.test(withoutEscapedBackslashes)) return reason;
  const syntax = withoutEscapesAndClasses(pattern);
  if (/\(\?(?!:)/.test(syntax))
    return "lookaround, flags and named groups do not work in every Helm: use (?:...)";
  if (syntax.includes(".")) return "`.` leaves out other line breaks in Go than in JavaScript: write [^\\n]";
  try {
    new RegExp(pattern, "u");
  } catch (error) {
    return `not a pattern of ECMAScript: ${(error as Error).message}`;
  }
  // Loaded where a pattern is new: a model whose code was kept has passed.
  const { RE2JS } = require("re2js") as typeof import("re2js");
  try {
    RE2JS.compile(pattern);
  } catch (error) {
    return `not a pattern of RE2, which Helm uses: ${(error as Error).message}`;
  }
  return undefined;
}

/** What is left are the characters that mean something: not escaped, not in a class. */
function withoutEscapesAndClasses(pattern: string): string {
  return pattern.replace(/\\./g, "").replace(/\[[^\]]*\]/g, "");
}
