import { hidden, isRecord } from "@chartmodel/json-schema";

/** Data with every text, and every number that a secret may be, freed of secrets. */
export function redactData(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === "string") return redact(value);
  if (typeof value === "number") return redact(String(value)) === String(value) ? value : hidden;
  if (Array.isArray(value)) return value.map((item) => redactData(item, redact));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactData(item, redact)]));
}
