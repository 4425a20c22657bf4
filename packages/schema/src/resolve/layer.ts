import type { SourcePosition } from "./define-environment.ts";

/** One source of an environment's values. Later layers win over earlier ones. */
export interface Layer {
  readonly kind: "default" | "environment" | "overlay" | "set";
  /** What a person calls it: the environment's name, the overlay's file, `--set`. */
  readonly name: string;
  /** What it sets. */
  readonly values: unknown;
  /** Where it sets a path, or the nearest place above it; `undefined` where that is not known. */
  readonly locate?: (path: readonly (string | number)[]) => SourcePosition | undefined;
}

/** A layer that is made of what lies below it: the environment's name and values, with the model's defaults. */
export type ComputedLayer = (environment: Readonly<Record<string, unknown>>) => Layer;
