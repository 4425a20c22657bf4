import type { Finding } from "../issue/manifest-issue.ts";
import type { UndefinedTemplate } from "../template/template-reads.ts";

/** Calls of templates that neither the chart nor its subcharts define: Helm fails where it reaches one. */
export function undefinedTemplates(calls: readonly UndefinedTemplate[]): Finding[] {
  return calls
    .filter(({ isSure, file }) => isSure && file !== "")
    .map(({ name, file, line }) => ({
      path: "",
      code: "template-undefined",
      file,
      line,
      expected: "the name of a template",
      received: JSON.stringify(name),
      message: `the template ${JSON.stringify(name)} is called here, but no file defines it: Helm fails when it gets here`,
    }));
}
