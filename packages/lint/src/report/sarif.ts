import packageFile from "../../package.json" with { type: "json" };
import type { ManifestIssue, ManifestIssueCode } from "../issue/manifest-issue.ts";
import { manifestIssueHelp } from "../issue/manifest-issue-help.ts";
import { fingerprint } from "./baseline.ts";

/**
 * Findings as SARIF 2.1.0, for code scanning.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function toSarif(findings: readonly ManifestIssue[]): string {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: { name: "chartmodel", version: packageFile.version, rules: codes.map(ruleOf) },
        },
        results: findings.map((finding) => ({
          ruleId: finding.code,
          level: "warning",
          message: { text: finding.message },
          partialFingerprints: { "chartmodel/v1": fingerprint(finding) },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: (finding.file ?? finding.chart).replaceAll("\\", "/") },
                region: { startLine: finding.line ?? 1 },
              },
            },
          ],
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOf(id: ManifestIssueCode) {
  const { cause, cure } = manifestIssueHelp[id];
  return { id, fullDescription: { text: cause }, help: { text: cure } };
}
