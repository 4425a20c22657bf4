import {
  createRedaction,
  formatPath,
  hidden,
  type Issue,
  isSecretAt,
  type JsonSchema,
  type PathSegments,
  parsePath,
  redactIssue,
  showValue,
} from "@chartmodel/json-schema";
import { UsageError } from "../usage-error.ts";

/** What a rule says of one place that breaks it. */
export interface Violation {
  /** What would be right, as a noun phrase: `at most 1 replica`. */
  readonly expected: string;
  /** What was found. */
  readonly received: unknown;
  /** What to do about it, as an imperative: `turn autoscaling off`. */
  readonly fix: string;
}

/** Tells of a place that breaks the rule. Takes the steps from the environment's root, or a dotted path. */
export type Report = (path: PathSegments | string, violation: Violation) => void;

/** A condition between fields, which a schema cannot hold. */
export interface Rule<Environment = never, Code extends string = string> {
  /** Stands in every issue of the rule: kebab-case, stable. */
  readonly code: Code;
  /** The rule as one sentence, for documentation. */
  readonly description: string;
  /** `"warning"` for what may be as it is, and should be known. @default "error" */
  readonly severity?: RuleSeverity;
  readonly check: (environment: Environment, report: Report) => void;
}

const severities = ["error", "warning"] as const;

/** What comes of a broken rule: an error refuses the environment, a warning is shown and lets it pass. */
export type RuleSeverity = (typeof severities)[number];

/**
 * Defines a rule. One that is broken refuses the environment, unless its `severity` is `"warning"`.
 *
 * @example
 * ```ts
 * const autoscalingRange = defineRule("autoscaling-range", "Autoscaling goes from fewer to more pods.", (env: Env, report) => {
 *   const { minReplicas, maxReplicas } = env.autoscaling;
 *   if (minReplicas > maxReplicas)
 *     report("autoscaling.minReplicas", { expected: `at most ${maxReplicas}`, received: minReplicas, fix: "lower it" });
 * });
 * ```
 */
export function defineRule<Environment, const Code extends string>(
  code: Code,
  description: string,
  check: Rule<Environment, Code>["check"],
  { severity = "error" }: { readonly severity?: RuleSeverity } = {},
): Rule<Environment, Code> {
  if (!severities.includes(severity))
    throw new UsageError(
      `the severity of the rule ${code} must be ${severities.map((known) => JSON.stringify(known)).join(" or ")}, but is ${JSON.stringify(severity) ?? "nothing"}`,
    );
  return { code, description, severity, check };
}

/**
 * What the rules have against an environment that its model accepts. Secrets stand in nothing that a rule says, whether
 * it reports them or writes them into a sentence.
 *
 * @param model - the model of the environment, whose schema says which values are secret.
 */
export function runRules<Environment>(
  rules: readonly Rule<Environment>[],
  environment: Environment,
  model: { readonly schema: JsonSchema },
): { readonly errors: readonly Issue<string>[]; readonly warnings: readonly Issue<string>[] } {
  const errors: Issue<string>[] = [];
  const warnings: Issue<string>[] = [];
  let redact: ((text: string) => string) | undefined;
  for (const { code, severity, check } of rules) {
    const issues = severity === "warning" ? warnings : errors;
    const answer: unknown = check(environment, (place, { expected, received, fix }) => {
      const path = typeof place === "string" ? place : formatPath(place);
      const shown = showReceived(received, path, model.schema);
      const message = `${path} must be ${expected}, but is ${shown}: ${fix}`;
      const issue = { path, code, expected, received: shown, message };
      redact ??= createRedaction(environment, model.schema);
      issues.push({ ...redactIssue(issue, redact), path: redact(path) });
    });
    if (answer instanceof Promise) errors.push(asyncIssue(code, answer));
  }
  return { errors, warnings };
}

/** What a rule reports later is in no answer, whatever its severity. */
function asyncIssue(code: string, answer: Promise<unknown>): Issue<string> {
  // What became of it is nothing that anybody waits for.
  answer.catch(() => {});
  const [expected, received] = ["an answer at once", "a Promise"];
  const message = `the rule ${code} must give ${expected}, but gave ${received}: a rule must not be async`;
  return { path: "", code, expected, received, message };
}

/** A text or number where the model has an object is the rule's own word for what it found. */
function showReceived(received: unknown, path: string, root: JsonSchema): string {
  const place = stepsOf(path);
  if (typeof received === "object") return showValue(received, { root, path: place });
  return isSecretAt(root, place) ? hidden : showValue(received);
}

/** A rule may name a place in words of its own. */
function stepsOf(path: string): PathSegments {
  try {
    return parsePath(path);
  } catch {
    return [];
  }
}
