import {
  createRedaction,
  dataFault,
  type Issue,
  leavingShort,
  redactIssue,
  valueAt,
} from "@chartmodel/json-schema";
import type { Model } from "../model/create-model.ts";
import { notDataIssue } from "../validate/not-data-issue.ts";
import type { ComputedLayer, Layer } from "./layer.ts";
import { merge } from "./merge.ts";

/** An environment with its layers merged and its defaults filled in. */
export interface Resolved<Value = unknown> {
  readonly name: string;
  readonly value: Value;
  /** From the weakest to the strongest; the model's defaults lie below them all. */
  readonly layers: readonly Layer[];
  /** What the environment model has against the value. */
  readonly issues: readonly Issue[];
}

/** Merges an environment's layers over the model's defaults, and checks the result against the model. */
export function resolveLayers(
  name: string,
  given: readonly (Layer | ComputedLayer)[],
  model: Model,
): Resolved {
  const layers: Layer[] = [];
  let merged: unknown;
  for (const source of given) {
    const layer =
      typeof source === "function" ? source({ name, ...(model.fill(merged ?? {}) as object) }) : source;
    layers.push(layer);
    const faults = notData(layer.values);
    if (faults.length > 0) return { name, value: {}, layers, issues: faults };
    merged = merge(merged, layer.values);
  }
  const { value, issues } = model.complete(merged ?? {});
  const isComputed = given.some((source) => typeof source === "function");
  return { name, value, layers, issues: withoutSecrets(issues, value, model, isComputed) };
}

/**
 * A layer may repeat a secret where none belongs, as by an alias. Of one that is computed of others even a short text is
 * theirs; elsewhere it is equal to one by chance.
 */
function withoutSecrets(
  issues: readonly Issue[],
  value: unknown,
  { schema }: Model,
  isComputed: boolean,
): readonly Issue[] {
  if (issues.length === 0) return issues;
  const redaction = createRedaction(value, schema);
  const redact = isComputed ? redaction : leavingShort(redaction);
  return issues.map((issue) => ({ ...redactIssue(issue, redact), path: redact(issue.path) }));
}

/** Before anything walks it: what holds itself has no end. */
function notData(values: unknown): Issue[] {
  const fault = dataFault(values);
  return fault ? [notDataIssue(fault)] : [];
}

/** Where a leaf got its value: the strongest layer that sets it, or `undefined` for the model's default. */
export function originOf(layers: readonly Layer[], path: readonly (string | number)[]): Layer | undefined {
  return layers.findLast((layer) => sets(layer.values, path));
}

/** A layer sets a path if it has a value there or, above it, a value that is no object (a list replaces a list whole). */
function sets(values: unknown, path: readonly (string | number)[]): boolean {
  let node = values;
  for (const step of path) {
    if (node === undefined) return false;
    if (typeof node !== "object" || node === null || Array.isArray(node)) return true;
    node = valueAt(node, [step]);
  }
  return node !== undefined;
}
