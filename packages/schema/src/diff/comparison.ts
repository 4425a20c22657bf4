import type { ManifestChange } from "@chartmodel/lint";
import type { VisibleChange } from "./visible-changes.ts";

/** A change of a value, and which layer set it. */
export interface ReportedChange extends VisibleChange {
  /** Of the value before, and of that after: `file:line`, or the layer's name; where they are known. */
  readonly setIn?: readonly [before: string, after: string];
}

/** What was compared of one environment, or of two. */
export interface Comparison {
  /** `production`, `staging → production`. */
  readonly title: string;
  /** Of the environment itself, then of each chart. */
  readonly parts: readonly ComparedPart[];
  /** What cannot be compared, and why. */
  readonly notes: readonly string[];
}

/** The values of one model. */
export interface ComparedPart {
  /** `environment`, or the chart's name. */
  readonly name: string;
  readonly changes: readonly ReportedChange[];
  /** What the change does to the chart's objects, where that was asked for. */
  readonly manifests?: readonly ManifestChange[];
}

/** Whether anything differs. */
export function differs({ parts, notes }: Comparison): boolean {
  return (
    notes.length > 0 || parts.some(({ changes, manifests = [] }) => changes.length + manifests.length > 0)
  );
}
