const longest = 80;

/** A value as JSON on one line for a message, at most 80 characters. */
export function showValue(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
