/** Formats that Helm 4 asserts in draft-07, each with a text that is of it and one that is not, whoever judges. */
const known: Readonly<Record<string, readonly [is: string, isNot: string]>> = {
  date: ["2020-01-01", "a"],
  time: ["10:00:00Z", "a"],
  "date-time": ["2020-01-01T10:00:00Z", "a"],
  duration: ["P1D", "a"],
  period: ["2020-01-01T10:00:00Z/P1D", "a"],
  email: ["a@b.example", "a"],
  hostname: ["a.example", "a b"],
  ipv4: ["127.0.0.1", "a"],
  ipv6: ["::1", "a"],
  uri: ["https://a.example/b", "a"],
  "uri-reference": ["/a", "a%zz"],
  iri: ["https://a.example/b", "a"],
  "iri-reference": ["/a", "a%zz"],
  "uri-template": ["/a/{b}", "{"],
  uuid: ["123e4567-e89b-42d3-a456-426614174000", "a"],
  "json-pointer": ["/a", "a"],
  "relative-json-pointer": ["0/a", "a"],
  regex: ["^a$", "("],
  semver: ["1.2.3", "a"],
};

export const assertedFormats: readonly string[] = Object.keys(known);

const textsOf = (format: string) => (Object.hasOwn(known, format) ? known[format] : undefined);

/** Texts about which a format says something: first one that is of it. */
export function formatTexts(format: unknown): readonly string[] {
  return typeof format === "string" ? (textsOf(format) ?? []) : [];
}

/** Whether a text is of a format; `undefined` where releases of Helm may disagree. */
export function isOfFormat(format: string, text: string): boolean | undefined {
  const [is, isNot] = textsOf(format) ?? [];
  return text === is ? true : text === isNot ? false : undefined;
}

/** Every format that is named anywhere in a schema. */
export function formatsIn(schema: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (typeof schema !== "object" || schema === null) return found;
  for (const [key, value] of Object.entries(schema)) {
    if (key === "format" && typeof value === "string") found.add(value);
    formatsIn(value, found);
  }
  return found;
}
