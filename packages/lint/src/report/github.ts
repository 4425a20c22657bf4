import type { ManifestIssue } from "../issue/manifest-issue.ts";

/**
 * Findings as workflow commands, which GitHub shows beside the lines of a pull request.
 *
 * @see https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function toGithubAnnotations(findings: readonly ManifestIssue[]): string {
  return findings
    .map(({ file, line, code, message }) => {
      const properties = {
        ...(file !== undefined && { file }),
        ...(line !== undefined && { line }),
        title: code,
      };
      const written = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
      return `::error ${written.join(",")}::${data(message)}\n`;
    })
    .join("");
}

const data = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
