import { hidden, isRecord, type PathSegments } from "@chartmodel/json-schema";

/** Data with every text, and every number that a secret may be, freed of secrets; keys too. */
export function redactData(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === "string") return redact(value);
  if (typeof value === "number") return redact(String(value)) === String(value) ? value : hidden;
  if (Array.isArray(value)) return value.map((item) => redactData(item, redact));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [redact(key), redactData(item, redact)]),
  );
}

/** A path whose keys are freed of secrets. */
export const redactPath = (path: PathSegments, redact: (text: string) => string): PathSegments =>
  path.map((step) => (typeof step === "string" ? redact(step) : step));

/** What both sides of a change are made of, each freed of secrets. */
export function redactSides<Change extends { readonly before?: unknown; readonly after?: unknown }>(
  change: Change,
  redactBefore: (value: unknown) => unknown,
  redactAfter = redactBefore,
): Change {
  return {
    ...change,
    ...("before" in change && { before: redactBefore(change.before) }),
    ...("after" in change && { after: redactAfter(change.after) }),
  };
}
