import type { RenderedManifests } from "../helm/render-chart.ts";
import type { ManifestIssueCode, SourcedFinding } from "../issue/manifest-issue.ts";
import type { TemplateReads } from "../template/template-reads.ts";
import { isAtOrBelow } from "../template/template-value.ts";
import { type Change, type SwitchedOn, type Try, withChanges } from "./failing-variants.ts";
import { templatePath } from "./template-line.ts";

/** Faults that a template has by itself. Others, such as a required field, may be for want of a value that nobody can guess. */
const ofTemplates: ReadonlySet<ManifestIssueCode> = new Set([
  "manifest-unknown-field",
  "selector-mismatch",
  "port-unknown",
  "api-removed",
]);

/** What a look at rendered manifests needs to know. */
export interface Look {
  readonly reads: TemplateReads;
  readonly attempt: Try;
  readonly check: (rendered: RenderedManifests) => Promise<readonly SourcedFinding[]>;
  readonly isKnown: (finding: SourcedFinding) => boolean;
}

/**
 * Faults of the parts of a chart that are off by default. Those that show while many switches are on are looked for with one
 * of them alone, and it is named: of switches that are not meant to be on together nothing is said.
 */
export async function switchedParts(
  switchedOn: readonly SwitchedOn[],
  { reads: { reads }, attempt, check, isKnown }: Look,
): Promise<SourcedFinding[]> {
  const alone = new Map<Change, Promise<readonly SourcedFinding[]>>();
  const findings: SourcedFinding[] = [];
  for (const { switches, rendered } of switchedOn) {
    const changesFor = (change: Change) => [...partsAround(change, switches), change];
    const foundWith = (change: Change) => {
      const found = alone.get(change) ?? attempt(withChanges(changesFor(change))).then(checked);
      alone.set(change, found);
      return found;
    };
    const checked = async (rendering: Awaited<ReturnType<Try>>) =>
      rendering === undefined || "error" in rendering ? [] : await check(rendering);
    for (const fault of await check(rendered)) {
      if (!ofTemplates.has(fault.code) || isForOldClusters(fault) || isKnown(fault)) continue;
      for (const change of switchesIn(templatePath(fault.source), switches)) {
        if (!(await foundWith(change)).some((other) => isSame(fault, other))) continue;
        const on = changesFor(change).map(({ sentence }) => sentence);
        findings.push({ ...fault, message: `with ${on.join(" and ")}: ${fault.message}` });
        break;
      }
    }
  }
  return findings;

  /** Those that the template reads. */
  function switchesIn(file: string, switches: readonly Change[]): readonly Change[] {
    const paths = reads.filter((read) => read.file === file).flatMap((read) => read.paths);
    return switches.filter(({ path }) =>
      paths.some((other) => path.length === other.length && isAtOrBelow(path, other)),
    );
  }
}

/** A kind that has no successor, as PodSecurityPolicy, can only be switched off for newer clusters. */
const isForOldClusters = ({ code, expected }: SourcedFinding) =>
  code === "api-removed" && !expected.includes("/");

/** Switches of the parts that a switch is in: `metrics.enabled` for `metrics.monitor.enabled`. */
function partsAround({ path }: Change, switches: readonly Change[]): Change[] {
  return switches.filter(
    ({ path: other }) =>
      other.length < path.length && other.at(-1) === "enabled" && isAtOrBelow(path, other.slice(0, -1)),
  );
}

const isSame = (one: SourcedFinding, other: SourcedFinding) =>
  one.code === other.code && one.source === other.source && one.message === other.message;
