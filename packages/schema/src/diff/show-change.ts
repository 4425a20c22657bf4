import { formatPath, hidden, showValue, type ValueChange } from "@chartmodel/json-schema";
import type { ManifestChange } from "@chartmodel/lint";
import type { ReportedChange } from "./comparison.ts";

/** `2 → 3 pods`; of a secret only that it changed. */
export function showChange(change: Omit<ValueChange, "path"> & { readonly unit?: string }): string {
  const unit = change.unit === undefined ? "" : ` ${change.unit}`;
  const [before, after] = [show(change.before), show(change.after)];
  return before === after ? `changed ${before}` : `${before} → ${after}${unit}`;
}

function show(value: unknown): string {
  if (value === undefined) return "none";
  return value === hidden ? hidden : showValue(value);
}

/** The layer that set a value; where it is back at its default, also the one that had set it. */
export function setBy({ setIn }: ReportedChange): string {
  if (!setIn) return "";
  const [before, after] = setIn;
  return after === "default" && before !== "default" ? `${before} → default` : after;
}

/** An object on a line, and a line for each of its changes and effects. */
export function showManifestChange({ title, kind, changes, effects }: ManifestChange): string[] {
  const result = effects.length === 0 ? "" : `: ${effects.join("; ")}`;
  return [
    `${title} ${kind}${result}`,
    ...changes.map((change) => `${formatPath(change.path)}  ${showChange(change)}`),
  ];
}
