import type { ManifestIssueCode } from "../issue/manifest-issue.ts";

/** What Helm said when it rendered nothing. */
export interface HelmError {
  readonly code: Extract<
    ManifestIssueCode,
    "chart-invalid" | "template-error" | "values-refused" | "manifest-syntax"
  >;
  /** The template as Helm names it: `<chart>/templates/<file>`. */
  readonly source?: string;
  readonly line?: number;
  /** Helm's own words without its advice. */
  readonly message: string;
}

const location = /([^\s("]+\/templates\/[^\s:"]+):(\d+)/g;
const yamlError = /^Error: YAML parse error on (\S+): (?:.*\bline (\d+): )?/;

/** Reads what `helm template` wrote to its standard error. */
export function readHelmError(stderr: string): HelmError {
  const message = stderr
    .replace(/\n\nUse --debug flag[\s\S]*$/, "")
    .replace(/^level=.*\n/gm, "")
    .replace(/^Error: /, "")
    .trim();
  if (stderr.includes("values don't meet the specifications of the schema")) {
    return { code: "values-refused", message };
  }
  if (/^validation: chart\.metadata\.|^invalid chart apiVersion/.test(message))
    return { code: "chart-invalid", message };
  const [, yamlSource] = yamlError.exec(stderr) ?? [];
  // The line that Helm names here is one of the rendered text, not of the template.
  if (yamlSource !== undefined) return { code: "manifest-syntax", source: yamlSource, message };
  // Where templates include one another, Helm names each of them; the last is where it went wrong.
  const [, source, line] = [...stderr.matchAll(location)].at(-1) ?? [];
  return {
    code: "template-error",
    ...(source !== undefined && { source, line: Number(line) }),
    message,
  };
}
