import { provenanceFaults } from "../../attest/provenance.ts";
import { provenancePath } from "../../attest/provenance-path.ts";
import { sharedReleases } from "../../project/shared-releases.ts";
import { unmarkedSecrets } from "../../project/unmarked-secrets.ts";
import { breakingChanges } from "../breaking-changes.ts";
import { checkManifests } from "../check-manifests.ts";
import { type Command, type CommandContext, exitCodes } from "../command.ts";
import { type Drift, findDrift } from "../find-drift.ts";
import { showProgress } from "../progress.ts";
import { reportCodes } from "../report-codes.ts";
import { reportIssues, reportWarnings } from "../report-issues.ts";
import { reportManifests } from "../report-manifests.ts";
import { count, say, style } from "../terminal.ts";
import { timeoutSignal } from "../timeout-signal.ts";

/** `chartmodel check`. */
export const check: Command = {
  summary: "report every issue of every environment and chart; write nothing",
  usage: `chartmodel check [--against REF] [--attested]

Looks for: values that the model or a rule refuses, in any environment; generated files that are not what
\`chartmodel render\` would write, or that nothing makes any more; manifests that Kubernetes would refuse, unknown fields too; modelled values that
change no manifest; values that a template reads although the model does not have them. Warns of secrets of the environment
in fields of charts that are not marked, and of releases that take each other's place. Charts are checked as
\`chartmodel render\` would leave them.

  --against REF      refuses changes since that git commit that break a chart's users, unless its major version is new
  --attested         refuses files that are not as \`chartmodel render --attest\` left them
  --timeout SECONDS  ends the search for values that change no manifest; what was not decided by then is told

The manifests need Helm 3.14 or newer, on PATH or named by HELM; without it they are left out, aloud.

Exit code: 0 fine, 1 issues found, 2 wrong use, 3 no issues found by the time that the search was ended.`,
  options: { against: { type: "string" }, attested: { type: "boolean" }, timeout: { type: "string" } },
  async run(context, { against, attested, set, timeout }) {
    const signal = typeof timeout === "string" ? timeoutSignal(timeout) : undefined;
    const drift = findDrift(context, (evaluation) => {
      reportWarnings(evaluation, context.root);
      reportIssues(unmarkedSecrets(context.project, evaluation), "warning");
    });
    reportIssues(sharedReleases(context.project, drift.evaluations), "warning");
    const drifted = reportDrift(context, drift);
    const broken = typeof against === "string" ? reportBreaking(context, against) : 0;
    const unattested = attested
      ? reportAttested(context, drift.made, set as readonly string[] | undefined)
      : 0;
    const { issues, notes, endedEarly } = await withProgress(context, drift, signal);
    reportManifests(issues, notes);
    reportCodes(issues);
    if (drifted + broken + unattested + issues.length > 0) return exitCodes.issues;
    return endedEarly ? exitCodes.endedEarly : exitCodes.fine;
  },
};

function reportDrift({ project }: CommandContext, { drifted, made, stale }: Drift): number {
  say(`${style("green", "✓")} ${count(project.environments.size, "environment")} without issues`);
  for (const drift of drifted) say(`${style("red", "✗")} ${drift}`);
  if (drifted.length > 0)
    say(`${drifted.length} of ${count(made.size, "file")} not up to date: run \`chartmodel render\``);
  else say(`${style("green", "✓")} ${count(made.size, "generated file")} up to date`);
  return drifted.length + reportStale(stale);
}

function reportBreaking({ project, root }: CommandContext, reference: string): number {
  const { broken, compared, notes } = breakingChanges(project, root, reference);
  for (const note of notes) say(style("dim", note));
  for (const change of broken) say(`${style("red", "✗")} ${change}`);
  if (broken.length === 0 && compared.length > 0)
    say(`${style("green", "✓")} ${compared.join(", ")}: nothing that was valid at ${reference} is refused`);
  return broken.length;
}

function reportAttested(
  { project, root, sources }: CommandContext,
  outputs: Drift["made"],
  assignments: readonly string[] = [],
): number {
  const faults = provenanceFaults({ project: project.name, root, sources, assignments, outputs });
  for (const fault of faults) say(`${style("red", "✗")} ${fault}`);
  if (faults.length === 0) say(`${style("green", "✓")} every file is as ${provenancePath} says`);
  return faults.length;
}

function reportStale(stale: readonly string[]): number {
  for (const path of stale) say(`${style("red", "✗")} ${path} is made by no environment any more`);
  if (stale.length > 0)
    say(
      `${count(stale.length, "generated file")} left over: run \`chartmodel render --prune\`, or remove the first line of what you keep`,
    );
  return stale.length;
}

async function withProgress(context: CommandContext, drift: Drift, signal: AbortSignal | undefined) {
  const progress = showProgress();
  try {
    return await checkManifests(context, drift, progress.update, signal);
  } finally {
    progress.end();
  }
}
