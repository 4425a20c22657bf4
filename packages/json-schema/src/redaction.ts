import type { Issue } from "./issue.ts";
import type { JsonSchema } from "./json-schema.ts";
import { isNamedSecret } from "./named-secrets.ts";
import { hasSecret } from "./secrets.ts";
import { hidden } from "./show-value.ts";
import { childrenOf, partsOf } from "./walk.ts";

/** A shorter text, in characters, may be a secret and still stand in any sentence by chance. */
export const shortestSecret = 4;

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
  const base64 = [toBase64(text), ...insideBase64(text)];
  return [
    secret,
    // Indented, a text is found by its lines.
    ...text.split("\n").map((line) => line.trim()),
    text.toUpperCase(),
    text.toLowerCase(),
    encodeURIComponent(text),
    inQuery,
    inQuery.replaceAll("%20", "+"),
    ...base64,
    ...base64.map((form) => form.replaceAll("+", "-").replaceAll("/", "_")),
    toBase64(text).replace(/=+$/, ""),
    ...numberForms(text),
  ].flatMap((form) => [form, inGoJson(form)]);
}

function toBase64(text: string): string {
  return btoa(bytesOf(text));
}

/** A character for each byte. */
function bytesOf(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

/** Fewer characters of base64 may stand in any text by chance. */
const shortestInside = 8;

/**
 * What a text is within the base64 of a longer one, such as an address with a password: that depends on how many bytes of a
 * group of three come before it. Characters that are made of its neighbours too are left out.
 */
function insideBase64(text: string): string[] {
  const bytes = bytesOf(text);
  return [0, 1, 2].flatMap((before) => {
    const whole = Math.floor(((before + bytes.length) * 8) / 6);
    const form = btoa("\0".repeat(before) + bytes).slice(Math.ceil((before * 8) / 6), whole);
    return form.length >= shortestInside ? [form] : [];
  });
}

/** As Helm writes numbers from 2^20 on: `7.3551234e+07`. */
function numberForms(text: string): string[] {
  const number = Number(text);
  if (text === "" || !Number.isFinite(number)) return [];
  return [number.toExponential().replace(/e([+-])(\d)$/, "e$10$2")];
}

/** Go's JSON writes these so that HTML can hold them. */
function inGoJson(text: string): string {
  return text.replaceAll(/[&<>]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
}

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
