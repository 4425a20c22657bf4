import type { Issue } from "./issue.ts";
import type { JsonSchema } from "./json-schema.ts";
import { isNamedSecret } from "./named-secrets.ts";
import { hasSecret } from "./secrets.ts";
import { hidden } from "./show-value.ts";
import { childrenOf, partsOf } from "./walk.ts";

/** A shorter text, in characters, may be a secret and still stand in any sentence by chance. */
const shortestSecret = 4;

/**
 * Takes the secrets of a value out of texts that somebody else wrote, such as a rule: each is replaced by `(hidden)`,
 * also where it is written as in a URL or was cut off at the end of a shortened text.
 *
 * @param value - one that fits the schema, so that its secrets stand where the schema says.
 */
export function createRedaction(value: unknown, root: JsonSchema): (text: string) => string {
  const secrets = new Set<string>();
  collect(value, partsOf(root, root), root, secrets, false);
  const forms = [...secrets].flatMap(formsOf);
  const long = [...new Set(forms)]
    .filter((form) => form.length >= shortestSecret)
    .sort((a, b) => b.length - a.length);
  return (text) => {
    const whole = text.replace(/^"(.*)"$/s, "$1");
    if (secrets.has(whole) || secrets.has(text)) return hidden;
    return long.reduce(takeOut, text);
  };
}

/** The same, but of a text that is equal to a short secret by chance. */
export function leavingShort(redact: (text: string) => string): (text: string) => string {
  return (text) => (text.length < shortestSecret ? text : redact(text));
}

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/** The issue with every sentence freed of secrets. */
export function redactIssue<Told extends Pick<Issue<string>, "expected" | "received" | "message">>(
  issue: Told,
  redact: (text: string) => string,
): Told {
  const { expected, received, message } = issue;
  return { ...issue, expected: redact(expected), received: redact(received), message: redact(message) };
}

/** How a secret is written by programs that a template or an overlay may call. */
function formsOf(secret: string): string[] {
  const text = secret.toWellFormed();
  const inQuery = encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const inBase64 = inBase(base64, text);
  return [
    secret,
    // Indented, a text is found by its lines.
    ...text.split("\n").map((line) => line.trim()),
    text.toUpperCase(),
    text.toLowerCase(),
    encodeURIComponent(text),
    inQuery,
    inQuery.replaceAll("%20", "+"),
    ...inBase64,
    ...inBase64.map((form) => form.replaceAll("+", "-").replaceAll("/", "_")),
    ...inBase(base32, text),
    ...inBase(base16, text).flatMap((form) => [form, form.toUpperCase()]),
    ...numberForms(text),
  ].flatMap((form) => [form, inGoJson(form), inGoHtml(form), inGoScript(form), form.replaceAll("'", "''")]);
}

/** A way to write bytes as digits. */
interface Base {
  /** How many bits each holds, from the lowest digit to the highest. */
  readonly bits: number;
  readonly digits: string;
  /** After how many bytes the digits are those of a group of bytes again. */
  readonly group: number;
}

const upperCase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const base16: Base = { bits: 4, digits: "0123456789abcdef", group: 1 };
const base32: Base = { bits: 5, digits: `${upperCase}234567`, group: 5 };
const base64: Base = { bits: 6, digits: `${upperCase}${upperCase.toLowerCase()}0123456789+/`, group: 3 };

/** Fewer digits may stand in any text by chance. */
const shortestInside = 8;

/**
 * A text in such digits, with what makes the last group whole and without, and what it is within a longer one, such as an
 * address with a password: that depends on how many bytes of a group come before it. Digits that are made of its neighbours
 * too are left out.
 */
function inBase(base: Base, text: string): string[] {
  const bytes = new TextEncoder().encode(text);
  const whole = digitsOf(base, bytes);
  const groupLength = (base.group * 8) / base.bits;
  const padded = whole.padEnd(Math.ceil(whole.length / groupLength) * groupLength, "=");
  const inside = Array.from({ length: base.group }, (_, before) => {
    const among = new Uint8Array(before + bytes.length);
    among.set(bytes, before);
    const end = Math.floor((among.length * 8) / base.bits);
    return digitsOf(base, among).slice(Math.ceil((before * 8) / base.bits), end);
  });
  return [padded, whole, ...inside.filter((form) => form.length >= shortestInside)];
}

function digitsOf({ bits, digits }: Base, bytes: Uint8Array): string {
  let text = "";
  let rest = 0;
  let restBits = 0;
  for (const byte of bytes) {
    rest = (rest << 8) | byte;
    for (restBits += 8; restBits >= bits; rest &= (1 << restBits) - 1) {
      restBits -= bits;
      text += digits[rest >> restBits];
    }
  }
  return restBits === 0 ? text : text + digits[rest << (bits - restBits)];
}

/** As Helm writes numbers from 2^20 on: `7.3551234e+07`. */
function numberForms(text: string): string[] {
  const number = Number(text);
  if (text === "" || !Number.isFinite(number)) return [];
  return [number.toExponential().replace(/e([+-])(\d)$/, "e$10$2")];
}

/** Go's JSON writes these so that HTML can hold them. */
function inGoJson(text: string): string {
  return text.replaceAll(/[&<>]/g, (character) => `\\u00${codeOf(character)}`);
}

/** As the function `html` of Go's templates writes it. */
function inGoHtml(text: string): string {
  return text.replaceAll(
    /[&<>"']/g,
    (character) => goEntities.get(character) ?? `&#${character.charCodeAt(0)};`,
  );
}

const goEntities = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
]);

/** As their function `js` does. */
function inGoScript(text: string): string {
  return text
    .replaceAll(/[\\'"]/g, "\\$&")
    .replaceAll(/[<>&=]/g, (character) => `\\u00${codeOf(character).toUpperCase()}`);
}

const codeOf = (character: string): string => character.charCodeAt(0).toString(16);

function takeOut(text: string, secret: string): string {
  const escaped = inJson(secret);
  const twice = inJson(escaped);
  const without = text.replaceAll(twice, hidden).replaceAll(escaped, hidden).replaceAll(secret, hidden);
  const end = without.indexOf("…");
  if (end === -1) return without;
  for (let length = Math.min(escaped.length, end); length >= shortestSecret; length--) {
    if (without.slice(0, end).endsWith(escaped.slice(0, length)))
      return without.slice(0, end - length) + hidden + without.slice(end);
  }
  return without;
}

function collect(
  value: unknown,
  parts: readonly JsonSchema[],
  root: JsonSchema,
  secrets: Set<string>,
  inSecret: boolean,
): void {
  const isSecret = inSecret || hasSecret(parts);
  if (typeof value !== "object" || value === null) {
    if (isSecret && value !== "" && value !== undefined && value !== null) secrets.add(String(value));
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    const children = childrenOf(parts, Array.isArray(value) ? Number(key) : key);
    collect(
      item,
      children.flatMap((child) => partsOf(child, root)),
      root,
      secrets,
      isSecret || isNamedSecret(value, key),
    );
  }
}
