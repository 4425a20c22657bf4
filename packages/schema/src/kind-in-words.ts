import { plainKindOf } from "@chartmodel/json-schema";

/** What a value is, without the value: `a list`, `a number`, `a function`, `nothing`. */
export function kindInWords(value: unknown): string {
  const kind = plainKindOf(value);
  if (kind === "scalar") return value === null ? "null" : `a ${typeof value}`;
  if (kind === "list") return "a list";
  return kind === "object" ? "an object" : kind;
}
