import type { Comparison } from "../diff/comparison.ts";
import type { EnvironmentIssue } from "../values-error.ts";

/** A value that is wanted at a path of the environment. */
export interface WantedValue {
  /** As people write it: `backend.replicas`, `hosts[0].name`. */
  readonly path: string;
  /** A map is laid over what is there; everything else, lists too, replaces it. */
  readonly value: unknown;
}

/** Values that are to change together. */
export interface ProposalRequest {
  readonly environment: string;
  readonly values: readonly WantedValue[];
  /** Why, in a sentence. */
  readonly reason?: string | undefined;
}

/** What a change of an environment would mean. No secret is in it. */
export interface Proposal {
  readonly environment: string;
  readonly reason?: string;
  /** What was asked for. */
  readonly values: readonly WantedValue[];
  /** `refused` where it has issues, `unchanged` where everything is as it is asked for. */
  readonly verdict: "accepted" | "refused" | "unchanged";
  /** Everything that the models and the rules have against the environment with the change. */
  readonly issues: readonly EnvironmentIssue[];
  readonly warnings: readonly EnvironmentIssue[];
  /** What the change does to the values of the environment and its charts, and to their objects. */
  readonly comparison?: Comparison;
  /** The overlay's file, from the project's folder. */
  readonly overlay: string;
  /** A unified diff of the overlay's file, from the project's folder: `git apply` and `patch -p1` carry it out. */
  readonly patch?: string;
  /** What could not be looked at or shown, and why. */
  readonly notes: readonly string[];
}

/** A change of an overlay's file. What it holds may be secret. */
export interface OverlayEdit {
  /** From the project's folder. */
  readonly path: string;
  /** `undefined` where there is no file yet. */
  readonly before: string | undefined;
  readonly after: string;
}
