import { formatPath, type Issue, isRecord, type PathSegments } from "@chartmodel/json-schema";
import { nullHint } from "./to-issues.ts";

/** Issues in which what a null of the user's took away is not only missing. */
export function ofNulls(issues: readonly Issue[], values: unknown): readonly Issue[] {
  const nulls = new Set(nullsOf(values, []));
  return issues.map((issue) =>
    issue.code === "required" && nulls.has(issue.path)
      ? { ...issue, received: "null", message: `${issue.path} is null${nullHint} (${issue.expected})` }
      : issue,
  );
}

function nullsOf(value: unknown, path: PathSegments): string[] {
  if (value === null) return [formatPath(path)];
  return isRecord(value)
    ? Object.entries(value).flatMap(([key, inner]) => nullsOf(inner, [...path, key]))
    : [];
}
