import { didYouMean, isRecord } from "@chartmodel/json-schema";
import { kindInWords } from "../kind-in-words.ts";
import { UsageError } from "../usage-error.ts";
import type { Charts, Environment, Project, Release } from "./define-project.ts";

/**
 * How a chart is installed in an environment: as the project says, else under its own name in `default`.
 *
 * @throws {UsageError} for a release without name or namespace, and for one of a chart that the project does not have.
 */
export function releaseOf(project: Project, environment: Environment, key: keyof Charts & string): Release {
  const { releases, charts } = project;
  if (releases === undefined) return { name: charts[key]?.name ?? key, namespace: "default" };
  const given: unknown = releases(environment);
  const faults = releaseFaults(given, Object.keys(charts));
  if (faults.length === 0) return (given as Record<string, Release>)[key] as Release;
  throw new UsageError(`the releases of ${environment.name}: ${faults.join("; ")}`);
}

function releaseFaults(given: unknown, charts: readonly string[]): string[] {
  if (!isRecord(given) || given instanceof Promise)
    return [`they must be an object with those of ${charts.join(", ")}, but are ${kindInWords(given)}`];
  const unknown = Object.keys(given).filter((key) => !charts.includes(key));
  return [
    ...unknown.map((key) => `${JSON.stringify(key)} is no chart of the project${didYouMean(key, charts)}`),
    ...charts.flatMap((key) => textFaults(key, given[key])),
  ];
}

function textFaults(chart: string, release: unknown): string[] {
  if (!isRecord(release)) return [`that of ${chart} must be an object, but is ${kindInWords(release)}`];
  const { name, namespace, context = "" } = release;
  return Object.entries({ name, namespace, context })
    .filter(([, value]) => typeof value !== "string")
    .map(([key, value]) => `the ${key} of ${chart} must be a text, but is ${kindInWords(value)}`);
}
