import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ChartName, root, runHelm } from "./helm.ts";

/**
 * Lets one run of Helm judge many values of a chart: a chart that has it as a subchart once for each.
 *
 * @returns for each of the values where the schema refuses them, in Helm's words; `undefined` for those that it accepts.
 *   The templates are rendered where it accepts all.
 * @throws {Error} where Helm fails for anything else.
 */
export async function verdicts(
  chart: ChartName,
  values: readonly unknown[],
): Promise<(string | undefined)[]> {
  const folder = mkdtempSync(join(tmpdir(), "verdicts-"));
  const aliases = values.map((_, at) => `case-${at}`);
  const dependencies = aliases.map((alias) => ({ name: chart, version: "*", repository: "", alias }));
  const metadata = { apiVersion: "v2", name: "verdicts", version: "0.0.0", dependencies };
  try {
    mkdirSync(join(folder, "charts"));
    cpSync(join(root, "charts", chart), join(folder, "charts", chart), { recursive: true });
    writeFileSync(join(folder, "Chart.yaml"), JSON.stringify(metadata));
    const input = Object.fromEntries(aliases.map((alias, at) => [alias, values[at]]));
    const { code, stderr } = await runHelm(
      ["template", "release", folder, "--values", "-"],
      JSON.stringify(input),
    );
    if (code === 0) return values.map(() => undefined);
    const [, refusals] = stderr.split("values don't meet the specifications of the schema(s)");
    if (refusals === undefined) throw new Error(stderr);
    const parts = new Map(
      refusals.split(/^(?=case-\d+:$)/m).map((part) => [/^case-\d+/.exec(part)?.[0], part] as const),
    );
    return aliases.map((alias) => parts.get(alias));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
