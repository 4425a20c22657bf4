import { existsSync, readFileSync } from "node:fs";

/**
 * Reads a JUnit report.
 *
 * @param exitCode of the runner: a run that failed without a failed test, or left no report, counts as one failure.
 * @returns `passed`, `failed` and the names of the `skipped`, each with its reason where the report has one.
 */
export function readJUnit(file, exitCode) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: [] };
  const cases = readFileSync(file, "utf8").matchAll(/<testcase\b([^>]*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g);
  const counts = { passed: 0, failed: 0, skipped: [] };
  for (const [, attributes, body = ""] of cases) {
    if (/<(?:failure|error)\b/.test(body)) counts.failed += 1;
    else if (/<skipped\b/.test(body)) counts.skipped.push(describe(attributes, body));
    else counts.passed += 1;
  }
  if (exitCode !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

function describe(attributes, body) {
  const name = attribute(attributes, "name");
  const reason = attribute(/<skipped\b([^>]*)/.exec(body)?.[1] ?? "", "message");
  return reason ? `${name} (${reason})` : name;
}

function attribute(text, name) {
  const [, value = ""] = new RegExp(`\\b${name}="([^"]*)"`).exec(text) ?? [];
  return value
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
