import { toText } from "../../diff/report-text.ts";
import type { Proposal } from "../../propose/proposal.ts";
import { propose as makeProposal } from "../../propose/propose.ts";
import { writeOverlay } from "../../propose/write-overlay.ts";
import { fieldAt, readPath, valueAs } from "../../resolve/set-layer.ts";
import { UsageError } from "../../usage-error.ts";
import { type Command, exitCodes } from "../command.ts";
import { environmentName } from "../find-chart.ts";
import { tryLint } from "../load-lint.ts";
import { print } from "../print.ts";
import { reportIssues } from "../report-issues.ts";
import { say, style } from "../terminal.ts";

/** `chartmodel propose`. */
export const propose: Command = {
  summary: "tell what other values would mean, as a patch of the overlay",
  usage: `chartmodel propose --env ENVIRONMENT PATH VALUE [PATH VALUE]... [--reason TEXT] [--json] [--write]

  --env ENVIRONMENT  one of the project's environments
  PATH VALUE         a value of the environment; lists and objects as JSON; -- stands before a VALUE that begins with -
  --reason TEXT      why, for whoever decides
  --json             everything as JSON instead of a patch
  --write            changes the overlay, if nothing stands against it; without, nothing is written

Tells every issue that the change has, or what it does to values and objects, and the patch. Secrets are not proposed.
Exit code: 0 it may be, 1 issues found, 2 wrong use.`,
  options: {
    env: { type: "string" },
    reason: { type: "string" },
    json: { type: "boolean" },
    write: { type: "boolean" },
  },
  positionals: Number.POSITIVE_INFINITY,
  async run(context, given, positionals) {
    const { project, root, options } = context;
    const { schema } = project.environment;
    const { proposal, edit } = await makeProposal(
      { project, root, options, lint: await tryLint() },
      {
        environment: environmentName(project, given),
        values: pairs(positionals).map(([path, text]) => {
          const field = fieldAt(readPath(path), schema);
          return { path, value: valueAs(text, field, schema) ?? parsed(text) };
        }),
        reason: given["reason"] as string | undefined,
      },
    );
    if (given["json"]) print(`${JSON.stringify(proposal, undefined, 2)}\n`);
    else report(proposal);
    if (given["write"] && edit) {
      writeOverlay(root, edit);
      say(`${style("green", edit.before === undefined ? "added  " : "changed")} ${edit.path}`);
    }
    return proposal.verdict === "refused" ? exitCodes.issues : exitCodes.fine;
  },
};

function pairs(positionals: readonly string[]): [string, string][] {
  if (positionals.length === 0 || positionals.length % 2 === 1)
    throw new UsageError(`name a PATH and a VALUE for it\n\n${propose.usage}`);
  return Array.from({ length: positionals.length / 2 }, (_, index) => [
    positionals[2 * index] as string,
    positionals[2 * index + 1] as string,
  ]);
}

/** What the model does not take is told by the model, as of every other layer. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function report({ reason, issues, warnings, comparison, patch, notes }: Proposal): void {
  if (reason !== undefined) say(style("dim", reason));
  reportIssues(issues);
  reportIssues(warnings, "warning");
  if (comparison) say(toText([comparison]).trimEnd());
  for (const note of notes) say(style("dim", note));
  if (patch !== undefined) print(patch);
}
