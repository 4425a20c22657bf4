import type { ManifestIssue } from "../issue/manifest-issue.ts";

/**
 * Findings as workflow commands, which GitHub shows beside the lines of a pull request.
 *
 * @param unread - what is wrong with charts that could not be read, a sentence each. @default none
 * @see https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function toGithubAnnotations(
  findings: readonly ManifestIssue[],
  unread: readonly string[] = [],
): string {
  const ofCharts = unread.map((message) => `::error title=chartmodel::${data(message)}\n`);
  const ofFindings = findings.map(({ file, line, code, message }) => {
    const properties = {
      ...(file !== undefined && { file }),
      ...(line !== undefined && { line }),
      title: code,
    };
    const written = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
    return `::error ${written.join(",")}::${data(message)}\n`;
  });
  return [...ofCharts, ...ofFindings].join("");
}

const data = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
