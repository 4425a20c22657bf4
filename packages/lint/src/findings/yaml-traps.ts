import { formatPath } from "@chartmodel/json-schema";
import type { ValuesDocument } from "../chart/values-document.ts";
import type { Finding } from "../issue/manifest-issue.ts";

/**
 * Plain scalars that Helm reads as something else than what is written: `on` and `no` are booleans, `012` is 10,
 * `1.10` is 1.1, and integers past 2^53 lose digits in templates.
 *
 * @see https://yaml.org/type/bool.html
 */
export function yamlTraps({ scalars }: ValuesDocument): Finding[] {
  return scalars.flatMap(({ text, value, line, path, isKey }) => {
    const trap = trapOf(text, value);
    if (trap === undefined) return [];
    const name = formatPath(path);
    return [
      {
        path: name,
        code: "yaml-trap",
        file: "values.yaml",
        line,
        expected: `${JSON.stringify(text)} in quotes, or what it is read as`,
        received: text,
        message: `${isKey ? "the key" : name} ${text} is read as ${trap}: put it in quotes, or write ${trap}`,
      } satisfies Finding,
    ];
  });
}

function trapOf(text: string, value: unknown): string | undefined {
  if (typeof value === "boolean") return /^(?:true|false)$/i.test(text) ? undefined : String(value);
  if (/^[-+]?0o[0-7]+$/.test(text)) return String(Number(text));
  if (typeof value !== "number" && typeof value !== "bigint") return undefined;
  if (/^[-+]?0[0-7_]+$/.test(text)) return String(value);
  if (/^[-+]?\d[\d_]*_[\d_]*$/.test(text)) return String(value);
  if (/^[-+]?\d+\.\d*0$/.test(text) && !/^[-+]?\d+\.0$/.test(text)) return String(value);
  if (/^[-+]?\d+$/.test(text) && !Number.isSafeInteger(Number(text))) return Number(text).toExponential();
  return undefined;
}
