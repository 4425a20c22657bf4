import { statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import type { NewProject } from "../../init/init-chart.ts";
import type { RoundTrip } from "../../init/round-trip.ts";
import { configIn } from "../../load/find-config.ts";
import { isInstalled } from "../../load/is-installed.ts";
import { loadConfig } from "../../load/load-config.ts";
import { refuseUnfitNames } from "../../project/refuse-unfit-names.ts";
import { UsageError } from "../../usage-error.ts";
import { exitCodes, type StandaloneCommand } from "../command.ts";
import { loadLint } from "../load-lint.ts";
import { count, say, style } from "../terminal.ts";
import { render } from "./render.ts";

/** Most entries of one kind that are shown. */
const most = 20;

/** `chartmodel init`. */
export const init: StandaloneCommand = {
  summary: "make a project from a chart, or a new one with a chart",
  usage: `chartmodel init [CHART]

Makes a project in this folder. With CHART, a folder with a Chart.yaml in it, the model is made from the chart's
values.yaml and its comments (helm-docs, Bitnami's @param, @schema), its values.schema.json, the values in ci/ that it is
tested with, and what its templates do with each value; every values file beside it that is for an environment becomes
one. Then the values and the manifests of the new project are compared with the chart's own. Without CHART, a new chart is
made too, named after this folder, with two environments, ready for helm install.

Nothing that is there is written over.

Exit code: 0 written, and the same as the chart; 1 written, and different; 2 nothing written.`,
  options: {},
  positionals: 1,
  async runAlone(_given, [chart]) {
    const root = process.cwd();
    const config = configIn(root);
    if (config !== undefined)
      throw new UsageError(`${config} is there already: this folder has a project. Nothing was written`);
    refuseWithoutLibrary(root);
    return chart === undefined ? await initProject(root) : await initChart(root, chart);
  },
};

/** The new configuration imports the library from its own folder. */
function refuseWithoutLibrary(root: string): void {
  if (!isInstalled("@chartmodel/schema", root))
    throw new UsageError(
      "@chartmodel/schema is not installed here: npm install --save-dev @chartmodel/schema @chartmodel/lint. Nothing was written",
    );
}

async function initProject(root: string): Promise<number> {
  const { newProject } = await import("../../init/new-project.ts");
  const { writeNew } = await import("../../init/write-new.ts");
  const { name, files } = newProject(root);
  writeNew(root, files);
  const { project } = await loadConfig(join(root, "chartmodel.config.ts"));
  say(`${count(files.size, "file")} written: chartmodel.config.ts, model/ and charts/${name}/`);
  await render.run({ project, root, options: () => ({}), sources: new Set() }, {}, []);
  say(
    `\nNext: \`helm install ${name} charts/${name}\`, or change model/ and run \`npx chartmodel render\`; \`npx chartmodel check\` looks for what is wrong`,
  );
  return exitCodes.fine;
}

async function initChart(root: string, chart: string): Promise<number> {
  const way = relative(root, resolve(chart));
  if (way === ".." || way.startsWith(`..${sep}`))
    throw new UsageError(
      `${chart} is outside of this folder: run chartmodel init in a folder that holds the chart`,
    );
  if (statSync(chart, { throwIfNoEntry: false })?.isFile())
    throw new UsageError(`${chart} is a file: unpack the archive, and name its folder`);
  const lint = await loadLint();
  const { projectOfChart } = await import("../../init/init-chart.ts");
  const { writeNew } = await import("../../init/write-new.ts");
  const { roundTrips } = await import("../../init/round-trip.ts");
  const survey = await lint.surveyChart(chart).catch((error: unknown) => {
    throw error instanceof lint.ChartError ? new UsageError(error.message) : error;
  });
  if (survey.isLibrary)
    throw new UsageError(
      `${chart} is a library chart: it has no values of its own to model. Nothing was written`,
    );
  refuseUnfitNames("chart", [survey.name]);
  const made = projectOfChart(root, chart, survey);
  writeNew(root, made.files);
  say(`${count(made.files.size, "file")} written: chartmodel.config.ts, and the model in model/`);
  const { project } = await loadConfig(join(root, "chartmodel.config.ts"));
  const helm = await lint.findHelm();
  const trips = await roundTrips(
    project,
    resolve(chart),
    made.originals,
    "command" in helm ? (one, other) => lint.compareCharts(helm.command, one, other) : undefined,
  );
  for (const trip of trips) tellTrip(trip);
  if ("missing" in helm) say(`manifests not compared: ${helm.missing}`);
  tellRest(made, survey.unread);
  const isSame = trips.every(
    ({ issues, differing, manifests }) =>
      issues.length === 0 &&
      differing.length === 0 &&
      (!manifests || ("refused" in manifests ? !manifests.isOther : manifests.differing.length === 0)),
  );
  return isSame ? exitCodes.fine : exitCodes.issues;
}

function tellTrip({ environment, issues, differing, manifests }: RoundTrip): void {
  const [good, bad] = [style("green", "✓"), style("red", "✗")];
  for (const issue of issues.slice(0, most)) say(`${bad} ${environment}: ${issue}`);
  if (differing.length > 0)
    say(
      `${bad} ${environment}: ${count(differing.length, "value")} other than the chart's: ${listed(differing)}`,
    );
  else if (issues.length === 0) say(`${good} ${environment}: the values are the chart's`);
  if (!manifests) return;
  if ("refused" in manifests)
    say(
      manifests.isOther
        ? `${bad} ${environment}: Helm renders none with the new values (${firstLine(manifests.refused)})`
        : `  ${environment}: manifests not compared: Helm renders none of the chart as it is (${firstLine(manifests.refused)})`,
    );
  else if (manifests.differing.length > 0)
    for (const { source, places } of manifests.differing)
      say(`${bad} ${environment}: other manifests from ${source}\n    ${listed(places)}`);
  else say(`${good} ${environment}: the manifests of ${count(manifests.templates, "template")} are the same`);
}

function tellRest({ nulls, questions }: NewProject, unread: readonly string[]): void {
  if (nulls.length > 0)
    say(`\nLeft out of the values, as null means to Helm that a key is not there: ${listed(nulls)}`);
  for (const reason of unread) say(`not read: ${reason}`);
  if (questions.length > 0) say(`\n${count(questions.length, "question")} that the chart does not answer:`);
  for (const [text, paths] of Map.groupBy(questions, (question) => question.text))
    say(`  ${text}\n    ${listed(paths.map(({ path }) => path))}`);
  say(
    "\nNext: read model/, then `npx chartmodel render --adopt` writes values.yaml, values.schema.json and the table of the README from it",
  );
}

function listed(names: readonly string[]): string {
  return names.slice(0, most).join(", ") + (names.length > most ? ` and ${names.length - most} more` : "");
}

function firstLine(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .slice(0, 2)
    .join(" ");
}
