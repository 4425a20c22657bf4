/** What can be wrong with a value. The union is closed: a `switch` over it can be exhaustive. */
export const issueCodes = [
  "type",
  "required",
  "unknown-key",
  "enum",
  "range",
  "length",
  "pattern",
  "multiple",
  "items",
  "unique",
  "choice",
  "forbidden",
] as const;

/** One of {@link issueCodes}. */
export type IssueCode = (typeof issueCodes)[number];

/**
 * One thing that is wrong, said so that it can be mended.
 *
 * @typeParam Code - `IssueCode` for a model's own checks, the rule's code for a project's rules.
 */
export interface Issue<Code extends string = IssueCode> {
  /** Where: dotted, `a.b[0]["x.y/z"]`; `""` is the root. */
  readonly path: string;
  readonly code: Code;
  /** What would have been right, as a noun phrase: `integer, 1 to 50 pods`. */
  readonly expected: string;
  /** What was found, as JSON, shortened; `(hidden)` for a field marked `secret`. */
  readonly received: string;
  /** The whole sentence, with what to do about it. */
  readonly message: string;
}
