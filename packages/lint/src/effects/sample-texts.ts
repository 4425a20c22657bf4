import type { JsonSchema } from "@chartmodel/json-schema";

// Texts of the forms that values of charts have: names, hosts, addresses,
// paths, quantities, versions, digests, durations, numbers.
const pool = [
  "sample",
  "sample-2",
  "SAMPLE",
  "sample.example.com",
  "https://sample.example.com",
  "https://sample.example.com/path",
  "sample.example.com/sample",
  "/sample",
  "sample@example.com",
  "123m",
  "123Mi",
  "12s",
  "12%",
  "1.2.3",
  "v1.2.3",
  "10.1.2.3",
  "10.1.0.0/16",
  "12345",
  "7",
  "*/7 * * * *",
  `sha256:${"a".repeat(64)}`,
  "2030-01-01T00:00:00Z",
  "postgres://sample.example.com/sample",
  "c2FtcGxl",
  "a",
];

const replacements = "abcxyz0123456789ABC";

/** Texts that the schema allows, other than the current one: its examples, common forms, the current one with a letter changed. */
export function sampleTexts(parts: readonly JsonSchema[], current: string): string[] {
  const examples = parts.flatMap((part) => (Array.isArray(part.examples) ? part.examples : []));
  const fitting = [...examples, ...parts.map((part) => part.default), ...pool].filter(
    (text): text is string =>
      typeof text === "string" && text !== "" && text !== current && fits(parts, text),
  );
  if (fitting.length === 0)
    fitting.push([...mutations(current)].find((text) => fits(parts, text)) ?? `${current}x`);
  const [first = "", ...others] = fitting;
  // Emptiness often switches something off: worth trying early.
  const empty = current !== "" && fits(parts, "") ? [""] : [];
  return [first, ...empty, ...others];
}

function* mutations(text: string): Generator<string> {
  yield `${text}x`;
  yield `${text}1`;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    for (const letter of replacements) yield text.slice(0, at) + letter + text.slice(at + 1);
  }
}

function fits(parts: readonly JsonSchema[], text: string): boolean {
  return parts.every(({ pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY }) => {
    if (typeof pattern === "string" && !new RegExp(pattern, "u").test(text)) return false;
    return text.length >= Number(minLength) && text.length <= Number(maxLength);
  });
}
