import type { Chart } from "../model/define-chart.ts";
import type { Project } from "../project/define-project.ts";
import { UsageError, unknownName } from "../usage-error.ts";
import type { OptionValues } from "./command.ts";

/** The chart that `--chart` names, by its name or its key; the only one may go unnamed. */
export function findChart({ charts }: Project, name: string | undefined): [key: string, chart: Chart] {
  const entries = Object.entries(charts);
  if (name === undefined) {
    const [only] = entries;
    if (only && entries.length === 1) return only;
    throw new UsageError(
      `--chart is missing: name one of ${entries.map(([, chart]) => chart.name).join(", ")}`,
    );
  }
  const found = entries.find(([key, chart]) => chart.name === name || key === name);
  if (!found)
    throw unknownName(
      "chart",
      name,
      entries.map(([, chart]) => chart.name),
    );
  return found;
}

/** The value of `--env`; the only environment may go unnamed. */
export function environmentName({ environments }: Project, { env }: OptionValues): string {
  if (typeof env === "string") return env;
  const names = [...environments.keys()];
  if (names.length === 1 && names[0] !== undefined) return names[0];
  throw new UsageError(`--env is missing: name one of ${names.join(", ")}`);
}
