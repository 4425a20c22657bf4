import { formatPath } from "@chartmodel/json-schema";
import type { ValuesDocument } from "../chart/values-document.ts";
import { withValue } from "../effects/set-value.ts";
import type { HelmError } from "../helm/helm-error.ts";
import type { RenderedManifests, Rendering } from "../helm/render-chart.ts";
import type { Finding } from "../issue/manifest-issue.ts";
import type { TemplateReads } from "../template/template-reads.ts";
import { isAtOrBelow, type ValuePath } from "../template/template-value.ts";
import { templatePath } from "./template-line.ts";

/** Renders values over the chart's own; gives nothing where the time is up. */
export type Try = (values: Record<string, unknown>) => Promise<Rendering | undefined>;

/** A change of one value that people make. */
export interface Change {
  readonly path: ValuePath;
  readonly value: unknown;
  readonly sentence: string;
}

/** Switches that are on together, and what the chart renders with them. */
export interface SwitchedOn {
  readonly switches: readonly Change[];
  readonly rendered: RenderedManifests;
}

/** What came of changing values. */
export interface Variants {
  readonly findings: readonly (Finding & { readonly source: string | undefined })[];
  readonly switchedOn: readonly SwitchedOn[];
}

/**
 * Changes of one value that make a template fail on something that is not there, or give what is no YAML: a switch turned on,
 * and an optional map left out. Refusals that the chart makes on purpose are none.
 *
 * Many changes are tried together. Where that fails, those that Helm's words point at are tried alone, and the others
 * without them; where they point at none, both halves are.
 */
export async function failingVariants(
  document: ValuesDocument,
  reads: TemplateReads,
  attempt: Try,
): Promise<Variants> {
  const failing = new Map<Change, HelmError>();
  const switchedOn: SwitchedOn[] = [];
  const search = async (changes: readonly Change[]): Promise<void> => {
    const [only, another] = changes;
    if (only === undefined) return;
    const rendering = await attempt(withChanges(changes));
    if (rendering === undefined) return;
    if (!("error" in rendering)) {
      if (only.value === true) switchedOn.push({ switches: changes, rendered: rendering });
      return;
    }
    const { error } = rendering;
    if (another === undefined) {
      if (isNilPointer(error) || (only.value === true && error.code === "manifest-syntax"))
        failing.set(only, error);
      return;
    }
    const suspects = suspectsIn(changes, error, reads);
    const half = Math.ceil(changes.length / 2);
    const parts =
      suspects.length > 0 && suspects.length < changes.length
        ? [suspects, changes.filter((change) => !suspects.includes(change))]
        : [changes.slice(0, half), changes.slice(half)];
    await Promise.all(parts.map(search));
  };
  const maps = optionalMaps(document, reads);
  // One map would hide another that is in it.
  const levels = [...Map.groupBy(maps, ({ path }) => path.length).values()];
  const groups = [switchesOf(document), ...levels];
  await Promise.all(groups.map(search));
  const findings = groups.flat().flatMap((change) => {
    const error = failing.get(change);
    return error ? [describe(change, error)] : [];
  });
  return { findings, switchedOn };
}

/** Values that make these changes and no other. */
export function withChanges(changes: readonly Change[]): Record<string, unknown> {
  return changes.reduce<Record<string, unknown>>(
    (base, { path, value }) => withValue(base, path, value) as Record<string, unknown>,
    {},
  );
}

/** How many lines above an error the condition may stand that leads to it. */
const linesAbove = 5;

/** What an error is about: the map that Helm names, or the values that are read where it says that it failed. */
function suspectsIn(
  changes: readonly Change[],
  error: HelmError,
  { reads }: TemplateReads,
): readonly Change[] {
  const missing = missingMap(changes, error);
  if (missing) return [missing];
  const { source, line = 0 } = error;
  if (source === undefined) return [];
  const near = reads.filter(
    (read) => read.file === templatePath(source) && read.line <= line && read.line >= line - linesAbove,
  );
  return changes.filter(({ path }) =>
    near.some((read) => read.paths.some((other) => isAtOrBelow(other, path))),
  );
}

/** Helm shows the expression, as in `at <.Values.metrics.enabled>`. */
function missingMap(changes: readonly Change[], error: HelmError): Change | undefined {
  if (!isNilPointer(error)) return undefined;
  const [, names = ""] = /\.Values\.([\w.]+)[^<>]*>:\s+nil pointer/.exec(error.message) ?? [];
  const read = names.split(".");
  const above = changes.filter(
    ({ path, value }) => value === null && path.length < read.length && isAtOrBelow(read, path),
  );
  return above.sort((one, other) => other.path.length - one.path.length)[0];
}

function switchesOf({ leaves }: ValuesDocument): Change[] {
  return leaves
    .filter(({ value }) => value === false)
    .map(({ path }) => ({ path, value: true, sentence: `${formatPath(path)}: true` }));
}

/** Maps of the values that a template asks for before it reads them, as if they could be missing. */
function optionalMaps({ values }: ValuesDocument, { asked }: TemplateReads): Change[] {
  return asked
    .filter((path) =>
      isFilledMap(
        path.reduce<unknown>(
          (node, step) => (node as Record<PropertyKey, unknown> | undefined)?.[step],
          values,
        ),
      ),
    )
    .map((path) => ({ path, value: null, sentence: `${formatPath(path)} left out (null)` }));
}

function isFilledMap(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
  );
}

function isNilPointer({ code, message }: HelmError): boolean {
  return code === "template-error" && /nil pointer evaluating/.test(message);
}

function describe({ path, sentence }: Change, { code, message, source, line }: HelmError) {
  if (code === "manifest-syntax")
    return {
      path: formatPath(path),
      code,
      source,
      expected: "YAML of a Kubernetes object",
      received: "other text",
      message: `with ${sentence} the template gives no YAML: ${message.replace(/^YAML parse error on \S+ /, "")}`,
    };
  const [, missing = ""] = /nil pointer evaluating (?:interface \{\}|\S+?)\.([\w.]+)/.exec(message) ?? [];
  return {
    path: formatPath(path),
    code: "template-nil" as const,
    source,
    ...(line !== undefined && { line }),
    expected: "a template that renders",
    received: "a nil pointer",
    message: `with ${sentence} the template fails: nothing has .${missing}; guard the read with "with" or "if", or give it a default in values.yaml`,
  };
}
