import { createHash } from "node:crypto";
import { isRecord } from "@chartmodel/json-schema";
import { ChartError } from "../chart/chart-error.ts";
import type { ManifestIssue } from "../issue/manifest-issue.ts";

/** Known findings of charts: they are let be, so that an old chart can start today and only what is new fails. */
export type Baseline = ReadonlySet<string>;

/** What a finding is called in a baseline: its lines may move, its message may be worded anew. */
export function fingerprint({ chart, code, path, file = "", manifest = "" }: ManifestIssue): string {
  return createHash("sha256")
    .update(JSON.stringify([chart, code, path, file, manifest]))
    .digest("hex")
    .slice(0, 16);
}

/** A baseline's file: a line for each finding that people can read, by its fingerprint. */
export function writeBaseline(findings: readonly ManifestIssue[]): string {
  const entries = findings.map((finding) => [
    fingerprint(finding),
    `${finding.chart}: ${finding.code} ${finding.path}`,
  ]);
  return `${JSON.stringify({ version: 1, findings: Object.fromEntries(entries.sort()) }, null, 2)}\n`;
}

/**
 * Reads a baseline's file.
 *
 * @throws {ChartError} for what is none.
 */
export function readBaseline(text: string, shownAs: string): Baseline {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    content = undefined;
  }
  if (!isRecord(content) || content.version !== 1 || !isRecord(content.findings))
    throw new ChartError(`${shownAs} is no baseline: write one with --write-baseline`);
  return new Set(Object.keys(content.findings));
}
