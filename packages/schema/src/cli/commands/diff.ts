import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isRecord, yamlOfKubernetes, yamlWords } from "@chartmodel/json-schema";
import {
  type ComparedProject,
  compareChart,
  compareEvaluations,
  type Sides,
} from "../../diff/compare-evaluations.ts";
import { type ComparedPart, type Comparison, differs } from "../../diff/comparison.ts";
import { type GitHistory, gitHistory } from "../../diff/git-history.ts";
import { liveValues } from "../../diff/live-values.ts";
import { folderAt, schemaAt } from "../../diff/read-schema.ts";
import { toMarkdown } from "../../diff/report-markdown.ts";
import { toText } from "../../diff/report-text.ts";
import type { Chart } from "../../model/define-chart.ts";
import { evaluate, type ValidEvaluation, validOrThrow } from "../../project/evaluate.ts";
import { releaseOf } from "../../project/release-of.ts";
import { fillPath, valuesPathOf } from "../../project/values-path.ts";
import { UsageError } from "../../usage-error.ts";
import { type Command, type CommandContext, exitCodes, type OptionValues } from "../command.ts";
import { environmentName } from "../find-chart.ts";
import { loadLint } from "../load-lint.ts";
import { print } from "../print.ts";
import { say, visible } from "../terminal.ts";

const require = createRequire(import.meta.url);

/** `chartmodel diff`. */
export const diff: Command = {
  summary: "tell how values differ between environments, from a commit, or from the cluster",
  usage: `chartmodel diff --env A --env B
chartmodel diff --against REF [--env ENVIRONMENT]...
chartmodel diff --live [--env ENVIRONMENT] [--kube-context NAME]

  --env ENVIRONMENT    one of the project's environments
  --against REF        the values files of a git commit, branch or tag
  --live               the values that the releases in the cluster have, through Helm
  --kube-context NAME  the cluster; else the one that the project gives the release, else the current one of kubectl
  --manifests          what the change does to the objects, as Helm renders them
  --json, --markdown   instead of text

What is secret, or in no model, is never shown: only that it changed.
Exit code: 0 nothing differs, 1 something does, 2 wrong use.`,
  options: {
    env: { type: "string", multiple: true },
    against: { type: "string" },
    live: { type: "boolean" },
    "kube-context": { type: "string" },
    manifests: { type: "boolean" },
    json: { type: "boolean" },
    markdown: { type: "boolean" },
  },
  async run(context, given) {
    if (given["json"] && given["markdown"]) throw new UsageError("name one of --json and --markdown");
    const comparisons = await compare(context, given);
    if (given["json"]) print(`${JSON.stringify(comparisons.filter(differs), undefined, 2)}\n`);
    else print(visible(given["markdown"] ? toMarkdown(comparisons) : toText(comparisons)));
    const isEqual = !comparisons.some(differs);
    if (isEqual) say("nothing differs");
    return isEqual ? exitCodes.fine : exitCodes.issues;
  },
};

function compare(context: CommandContext, given: OptionValues): Promise<Comparison[]> {
  const names = (given["env"] ?? []) as readonly string[];
  const manifests = given["manifests"] === true;
  const reference = given["against"];
  if (typeof reference === "string" && given["live"])
    throw new UsageError("name one of --against and --live");
  if (typeof reference === "string") return compareWithCommit(context, reference, names, manifests);
  if (given["live"]) {
    if (names.length > 1) throw new UsageError("--live takes one --env: an environment lives in one cluster");
    const name = environmentName(context.project, { env: names[0] });
    const kubeContext = given["kube-context"] as string | undefined;
    return compareWithCluster(context, name, kubeContext, manifests);
  }
  const [first, second, ...more] = names;
  if (first === undefined || second === undefined || more.length > 0)
    throw new UsageError(`name two environments, or --against, or --live\n\n${diff.usage}`);
  return compareEnvironments(context, first, second, manifests);
}

/** Compares two environments of a project. */
export async function compareEnvironments(
  context: CommandContext,
  first: string,
  second: string,
  manifests: boolean,
): Promise<Comparison[]> {
  const [before, after] = [evaluated(context, first), evaluated(context, second)];
  const compared = await comparedProject(context, manifests);
  return [await compareEvaluations(compared, `${first} → ${second}`, before, after)];
}

async function comparedProject(
  { project, root }: CommandContext,
  manifests: boolean,
): Promise<ComparedProject> {
  return { project, root, lint: manifests ? await loadLint() : undefined };
}

async function compareWithCluster(
  context: CommandContext,
  name: string,
  kubeContext: string | undefined,
  manifests: boolean,
): Promise<Comparison[]> {
  const { project } = context;
  const { findHelm } = await loadLint();
  const helm = await findHelm();
  if ("missing" in helm) throw new UsageError(`--live needs Helm: ${helm.missing}`);
  const after = evaluated(context, name);
  const compared = await comparedProject(context, manifests);
  const parts: ComparedPart[] = [];
  for (const entry of Object.entries(project.charts)) {
    const [key, chart] = entry;
    const release = releaseOf(project, after.environment, key);
    const before = liveValues(helm.command, release, kubeContext ?? release.context);
    const sides = { before, after: after.values[key], schemas: [chart.schema] };
    parts.push(await compareChart(compared, after, entry, sides));
  }
  return [{ title: name, parts, notes: [] }];
}

/** Compares environments, all where none is named, with what they were at a commit. */
export async function compareWithCommit(
  context: CommandContext,
  reference: string,
  names: readonly string[],
  manifests: boolean,
): Promise<Comparison[]> {
  const { project, root } = context;
  const valuesPath = valuesPathOf(project);
  if (valuesPath === undefined)
    throw new UsageError("--against compares values files, and the project has no output valuesFiles()");
  const history = gitHistory(root, reference);
  const compared = await comparedProject(context, manifests);
  const scratch = mkdtempSync(join(tmpdir(), "chartmodel-diff-"));
  try {
    const known = new Map<string, Pick<Sides, "schemas" | "chartBefore">>();
    const then = (key: string, chart: Chart) => {
      const read = known.get(key) ?? {
        // What was secret then, and is in the model no more, must not be shown either.
        schemas: [chart.schema, schemaAt(history, chart)].filter((schema) => schema !== undefined),
        ...(manifests && { chartBefore: chartAt(history, chart, scratch) }),
      };
      known.set(key, read);
      return read;
    };
    const comparisons: Comparison[] = [];
    for (const name of names.length > 0 ? names : project.environments.keys()) {
      const after = evaluated(context, name);
      const parts: ComparedPart[] = [];
      const notes: string[] = [];
      for (const entry of Object.entries(project.charts)) {
        const [key, chart] = entry;
        const path = fillPath(valuesPath, { environment: name, chart: chart.name });
        const before = readValues(history, path, reference);
        if (before === undefined) {
          notes.push(`${chart.name}: ${reference} has no ${path}`);
          continue;
        }
        const sides = { before, after: after.values[key], ...then(key, chart) };
        parts.push(await compareChart(compared, after, entry, sides));
      }
      comparisons.push({ title: name, parts, notes });
    }
    if (names.length === 0) comparisons.push(...goneEnvironments(context, history, valuesPath));
    return comparisons;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Environments that had values and are in the project no more. */
function goneEnvironments(
  { project }: CommandContext,
  history: GitHistory,
  valuesPath: string,
): Comparison[] {
  const charts = Object.values(project.charts);
  const [start = "", end = ""] = fillPath(valuesPath, { environment: "\0", chart: "\u0001" }).split("\0");
  const ends = charts.map(({ name }) => end.replaceAll("\u0001", name));
  const names = history.files().flatMap((file) => {
    const ending = ends.find((text) => file.startsWith(start) && file.endsWith(text));
    return ending === undefined ? [] : [file.slice(start.length, file.length - ending.length)];
  });
  return [...new Set(names)]
    .filter((name) => !name.includes("/") && !project.environments.has(name))
    .map((name) => ({ title: name, parts: [], notes: ["the environment is in the project no more"] }));
}

function readValues(history: GitHistory, path: string, reference: string): unknown {
  const text = history.read(path);
  if (text === undefined) return undefined;
  const { parse } = require("yaml") as typeof import("yaml");
  try {
    return withoutNulls(parse(text, yamlOfKubernetes) ?? {});
  } catch (error) {
    throw new UsageError(`${path} of ${reference} is not YAML: ${yamlWords(error)}`);
  }
}

/** What a file's nulls take away is not there. */
function withoutNulls(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutNulls(item)]));
}

function chartAt(history: GitHistory, chart: Chart, folder: string): string {
  const copy = mkdtempSync(join(folder, "chart-"));
  history.extract(folderAt(history, chart), copy);
  return copy;
}

function evaluated({ project, options }: CommandContext, name: string): ValidEvaluation {
  return validOrThrow(evaluate(project, name, options(name)));
}
