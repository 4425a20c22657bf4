import {
  dataFault,
  didYouMean,
  formatPath,
  type Issue,
  isPrintableData,
  isRecord,
  plainKindOf,
  unprintableText,
} from "@chartmodel/json-schema";
import { notDataIssue } from "../validate/not-data-issue.ts";

/** What is wrong with what a projection gave before any chart's model looks at it. */
export function projectionIssues(projected: unknown, charts: readonly string[]): Issue<string>[] {
  if (!isRecord(projected) || plainKindOf(projected) !== "object") {
    const expected = `an object with the values of ${charts.join(", ")}`;
    const received = plainKindOf(projected) === "scalar" ? `a ${typeof projected}` : plainKindOf(projected);
    const fix = received === "a Promise" ? ": the projection must not be async" : "";
    return [
      issue(
        "type",
        "",
        expected,
        received,
        `the projection must give ${expected}, but gave ${received}${fix}`,
      ),
    ];
  }
  const given = Object.keys(projected);
  const unknown = given.filter((key) => !charts.includes(key));
  const missing = charts.filter((key) => projected[key] === undefined);
  const isPrintable = isPrintableData(projected);
  const fault = isPrintable ? undefined : dataFault(projected);
  return [
    ...unknown.map((key) =>
      issue(
        "unknown-key",
        key,
        `one of ${charts.join(", ")}`,
        JSON.stringify(key),
        `the projection gives values of ${JSON.stringify(key)}, which is no chart of the project${didYouMean(key, charts)}`,
      ),
    ),
    ...missing.map((key) =>
      issue(
        "required",
        key,
        "an object of values",
        "nothing",
        `the projection gives no values of ${JSON.stringify(key)}: give {} for a chart's defaults`,
      ),
    ),
    ...(fault ? [notDataIssue(fault)] : []),
    ...(isPrintable || fault ? [] : unprintableIssues(projected)),
  ];
}

function unprintableIssues(projected: unknown): Issue<string>[] {
  const found = unprintableText(projected);
  if (!found) return [];
  const path = formatPath(found.path);
  const expected = "text without control characters";
  const message = `${path} must be ${expected}, but holds ${found.character}: Helm's toYaml would leave out the whole map that it is in; take the character away`;
  return [issue("type", path, expected, found.character, message)];
}

function issue(
  code: Issue["code"],
  path: string,
  expected: string,
  received: string,
  message: string,
): Issue<string> {
  return { path, code, expected, received, message };
}
