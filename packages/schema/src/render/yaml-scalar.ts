/** What YAML does not take unescaped although JSON does: C1 controls, line separators, the byte order mark. */
const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** Most strings: printable ASCII in which nothing has to be escaped. */
const plainText = /^[ !#-[\]-~]*$/;

/** A string in double quotes, so that no reader of YAML 1.1 takes it for something else. JSON's escapes are YAML's. */
function yamlString(text: string): string {
  if (plainText.test(text)) return `"${text}"`;
  const json = JSON.stringify(text);
  return json.replace(
    unprintable,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

const plainKey = /^[A-Za-z_][A-Za-z0-9_./-]*$/;

/** Words that a reader of YAML 1.1 takes for a boolean, for null, or for a number without digits before its `e`. */
const notStrings = /^(?:y|yes|n|no|on|off|true|false|null|e[0-9]+)$/i;

/** Keys that were written before: environments have the same ones, many times. */
const written = new Map<string, string>();

/** How many keys are remembered. */
const mostKeys = 10_000;

/** A key that is longer, in characters as they are written, stands apart from its value: 1024 is the most that YAML allows. */
const longestKey = 1000;

/** A key and its colon: as it is where that is safe in YAML 1.1, else quoted. */
export function yamlKey(key: string, indent: string): string {
  let text = written.get(key);
  if (text === undefined) {
    text = plainKey.test(key) && !notStrings.test(key) ? key : yamlString(key);
    if (written.size < mostKeys) written.set(key, text);
  }
  return text.length > longestKey ? `? ${text}\n${indent}:` : `${text}:`;
}

/** A string, number or boolean. */
export function yamlScalar(value: unknown): string {
  if (typeof value === "string") return yamlString(value);
  // In YAML 1.1 no number has an exponent without a dot.
  return typeof value === "number" ? String(value).replace(/^(-?\d+)e/, "$1.0e") : String(value);
}
