import { formatPath } from "@chartmodel/json-schema";
import type { ValuesDocument } from "../chart/values-document.ts";
import type { Finding } from "../issue/manifest-issue.ts";

/** Keys that stand twice in one map of values.yaml: Helm takes the last, and says nothing. */
export function repeatedKeys({ repeated }: ValuesDocument): Finding[] {
  return repeated.map(({ path, line, first }) => {
    const name = formatPath(path);
    return {
      path: name,
      code: "value-repeated",
      file: "values.yaml",
      line,
      expected: "a key once",
      received: `lines ${first} and ${line}`,
      message: `${name} stands in line ${first} and again in line ${line}: Helm takes the last; remove one of them`,
    };
  });
}
