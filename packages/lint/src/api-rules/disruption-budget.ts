import { below, type Check, oneOf, type Rule, recordOf } from "./rule.ts";
import { selectorRules } from "./selectors.ts";

/** policy/validation: ValidatePodDisruptionBudgetSpec. */
export const disruptionBudgetRules: readonly Rule[] = [
  ["spec", oneBound],
  ["spec.minAvailable|maxUnavailable", countOrShare],
  ["spec.unhealthyPodEvictionPolicy", oneOf("IfHealthyBudget", "AlwaysAllow")],
  ...below("spec.selector", selectorRules),
];

function* oneBound(value: unknown): ReturnType<Check> {
  const { minAvailable, maxUnavailable } = recordOf(value);
  if (minAvailable !== undefined && maxUnavailable !== undefined)
    yield { at: ["maxUnavailable"], expected: "left out, as there is a minAvailable" };
}

function* countOrShare(value: unknown): ReturnType<Check> {
  const isRight =
    typeof value === "number" ? value >= 0 : typeof value !== "string" || /^(?:\d{1,2}|100)%$/.test(value);
  if (!isRight) yield { expected: "a number that is not negative, or 0% to 100%" };
}
