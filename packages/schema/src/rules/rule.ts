import { formatPath, type Issue, type PathSegments, showValue } from "@chartmodel/json-schema";

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
  readonly check: (environment: Environment, report: Report) => void;
}

/**
 * Defines a rule.
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
): Rule<Environment, Code> {
  return { code, description, check };
}

/** Every issue that the rules have with an environment that its model accepts. */
export function runRules<Environment>(
  rules: readonly Rule<Environment>[],
  environment: Environment,
): Issue<string>[] {
  const issues: Issue<string>[] = [];
  for (const { code, check } of rules) {
    check(environment, (place, { expected, received, fix }) => {
      const path = typeof place === "string" ? place : formatPath(place);
      const shown = showValue(received);
      issues.push({
        path,
        code,
        expected,
        received: shown,
        message: `${path} must be ${expected}, but is ${shown}: ${fix}`,
      });
    });
  }
  return issues;
}
