import { existsSync } from "node:fs";
import { extname, relative, sep } from "node:path";
import { visibleValue } from "@chartmodel/json-schema";
import { type ComparedProject, compareEvaluations } from "../diff/compare-evaluations.ts";
import type { Comparison } from "../diff/comparison.ts";
import { redactData } from "../diff/redact-data.ts";
import { redactionOf } from "../diff/redaction-of.ts";
import type { Project } from "../project/define-project.ts";
import {
  type EvaluateOptions,
  type Evaluation,
  evaluate,
  findEnvironment,
  isValid,
  type ValidEvaluation,
} from "../project/evaluate.ts";
import { overlayOf } from "../project/overlay-of.ts";
import { withSources } from "../project/with-sources.ts";
import type { Layer } from "../resolve/layer.ts";
import { overlayLayer } from "../resolve/overlay-layer.ts";
import { readWholeOverlay, refuseTooLarge } from "../resolve/read-overlay.ts";
import { readPath } from "../resolve/set-layer.ts";
import { UsageError } from "../usage-error.ts";
import { type EnvironmentIssue, ValuesError } from "../values-error.ts";
import { OutputFolder } from "../write/output-folder.ts";
import { renderProject } from "../write/render-project.ts";
import { editOverlay } from "./edit-overlay.ts";
import { overlayPatch } from "./overlay-patch.ts";
import type { OverlayEdit, Proposal, ProposalRequest } from "./proposal.ts";
import { wantedEdits } from "./wanted-edits.ts";

/** What a proposal is made for. */
export interface ProposalContext {
  readonly project: Project;
  /** The project's folder, absolute. */
  readonly root: string;
  /** Layers of an environment beside its own; with `proposed`, that in place of its overlay. */
  readonly options: (environment: string, proposed?: Layer) => EvaluateOptions;
  /** The checks of charts, which tell what a change does to their objects. */
  readonly lint: typeof import("@chartmodel/lint") | undefined;
}

/** A proposal, and the change of the overlay that carries it out, where nothing stands against it. */
export interface ProposedChange {
  readonly proposal: Proposal;
  readonly edit: OverlayEdit | undefined;
}

/**
 * Finds out what other values of an environment would mean: everything that the models and the rules have against
 * them, or what they change, as a patch of the environment's overlay. Writes nothing.
 *
 * @throws {UsageError} for an environment or a path that does not exist, for a secret, and for a project whose overlays
 *   no program can change: it names none, or this one is Jsonnet.
 * @throws {OverlayError} for an overlay that cannot be read.
 */
export async function propose(context: ProposalContext, request: ProposalRequest): Promise<ProposedChange> {
  const { project, root, options } = context;
  const { environment, values, reason } = request;
  const { schema } = project.environment;
  findEnvironment(project, environment);
  const overlay = editableOverlay(project, root, environment);
  const before = evaluate(project, environment, options(environment));
  const edits = wantedEdits(values, before.resolved, schema);
  const text = existsSync(overlay.file) ? readWholeOverlay(overlay.file, overlay.path) : undefined;
  const edited = edits.reduce(
    (content, edit) => editOverlay(content, edit, extname(overlay.file) === ".json"),
    text ?? "",
  );
  refuseTooLarge(Buffer.byteLength(edited), overlay.path);
  const layer = edits.length > 0 ? overlayLayer(overlay.file, overlay.path, edited) : undefined;
  const optionsAfter = options(environment, layer);
  const after = evaluate(project, environment, optionsAfter);
  const redact = redactionOf(project, [before, after]);
  const findings = isValid(after)
    ? issuesOfOutputs(context, environment, optionsAfter)
    : { issues: withSources(after.issues, after.resolved, root), notes: [] };
  if (layer && isValid(after) && findings.issues.length === 0)
    addFindings(findings, await compare(context, before, after));
  const edit = { path: overlay.path, before: text, after: edited };
  const isAccepted = layer !== undefined && findings.issues.length === 0;
  const patch = isAccepted ? overlayPatch(edit, schema, redact) : undefined;
  if (isAccepted) findings.notes.push(...notesOfPatch(patch, overlay.path));
  if (!layer) findings.notes.push(`${environment} is as it is asked for: there is nothing to change`);
  const verdict = isAccepted ? "accepted" : findings.issues.length > 0 ? "refused" : "unchanged";
  const proposal = {
    ...(reason !== undefined && { reason }),
    values: values.map(({ path, value }) => ({
      path,
      value: visibleValue(value, { root: schema, path: readPath(path) }),
    })),
    warnings: withSources(after.warnings, after.resolved, root),
    overlay: overlay.path,
    ...findings,
  };
  return {
    proposal: {
      environment,
      verdict,
      ...(redactData(proposal, redact) as typeof proposal),
      ...(patch !== undefined && { patch }),
    },
    edit: isAccepted ? edit : undefined,
  };
}

/** What a stage has to say of the change. */
interface Findings {
  readonly issues: EnvironmentIssue[];
  readonly notes: string[];
  comparison?: Comparison;
}

function addFindings(to: Findings, { issues, notes, ...more }: Findings): void {
  to.issues.push(...issues);
  to.notes.push(...notes);
  Object.assign(to, more);
}

/** The file to change, absolute and from the project's folder. */
function editableOverlay(project: Project, root: string, environment: string) {
  const file = overlayOf(project, root, environment);
  if (file === undefined)
    throw new UsageError(
      'the project has no overlays, and a proposal is a change of one: add for instance `overlay: "environments/{environment}.local.yaml"` to defineProject',
    );
  const path = relative(root, file).replaceAll(sep, "/");
  if (extname(file) === ".jsonnet")
    throw new UsageError(
      `${path} is a program: change it by hand, and see with \`chartmodel diff\` what it does`,
    );
  return { file, path };
}

/** What only an output has against the environment: all are made, and none is written. */
function issuesOfOutputs(
  { project, root, options }: ProposalContext,
  environment: string,
  optionsAfter: EvaluateOptions,
): Findings {
  const folder = new OutputFolder(root);
  try {
    renderProject(project, () => {}, {
      root,
      read: (path) => folder.read(path),
      options: (name) => (name === environment ? optionsAfter : options(name)),
    });
    return { issues: [], notes: [] };
  } catch (error) {
    if (!(error instanceof ValuesError)) throw error;
    const own = error.issues.filter((issue) => issue.environment === environment);
    if (own.length > 0) return { issues: own, notes: [] };
    const others = [...new Set(error.issues.map((issue) => issue.environment))].join(", ");
    return {
      issues: [],
      notes: [`${others} has issues of its own, so the project's outputs were not tried`],
    };
  }
}

/** Compares values and objects. That Helm renders the charts no more stands against the change. */
async function compare(
  { project, root, lint: library }: ProposalContext,
  before: Evaluation,
  after: ValidEvaluation,
): Promise<Findings> {
  const { name } = after;
  const { lint, missing } = await withHelm(library);
  const compared = { project, root, lint };
  const without = (why: string) => [`what the objects would be is not told: ${why}`];
  try {
    const comparison = await compareEvaluations(compared, name, before, after);
    return { issues: [], notes: missing === undefined ? [] : without(missing), comparison };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const { message } = error;
    const expected = "charts that Helm renders";
    if (isValid(before) && (await isRendered(compared, before)))
      return {
        issues: [{ environment: name, path: "", code: "rendering", expected, received: "an error", message }],
        notes: [],
      };
    const comparison = await compareEvaluations({ project, root }, name, before, after);
    return { issues: [], notes: without(message), comparison };
  }
}

async function isRendered(compared: ComparedProject, evaluation: ValidEvaluation): Promise<boolean> {
  try {
    await compareEvaluations(compared, evaluation.name, evaluation, evaluation);
    return true;
  } catch (error) {
    if (error instanceof UsageError) return false;
    throw error;
  }
}

/** The checks of charts where they can render: they and Helm are there. */
async function withHelm(lint: ProposalContext["lint"]) {
  if (!lint) return { missing: "that needs the package @chartmodel/lint" };
  const helm = await lint.findHelm();
  return "missing" in helm ? { missing: helm.missing } : { lint };
}

function notesOfPatch(patch: string | undefined, path: string): string[] {
  if (patch === undefined)
    return [
      `a line of ${path} that changes holds a secret, so no patch is shown: \`chartmodel propose --write\` writes it`,
    ];
  const isBare = /^@@/m.test(patch) && !/^ /m.test(patch) && !patch.startsWith("--- /dev/null");
  return isBare ? ["the patch shows no line around the change: git applies it with --unidiff-zero"] : [];
}
