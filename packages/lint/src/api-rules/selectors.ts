import { labelValue, qualifiedName } from "./formats.ts";
import { labelRules } from "./metadata.ts";
import { below, type Check, isEmpty, type Rule, recordOf, text } from "./rule.ts";

/** apimachinery: pkg/apis/meta/v1/validation ValidateLabelSelector. */
export const selectorRules: readonly Rule[] = [
  ...below("matchLabels", labelRules),
  ["matchExpressions[].key", text(qualifiedName)],
  ["matchExpressions[].values[]", text(labelValue)],
  ["matchExpressions[]", operands(["In", "NotIn"], ["Exists", "DoesNotExist"], [])],
];

/** That an expression has the values that its operator takes: some, none, or one. */
export function operands(some: readonly string[], none: readonly string[], one: readonly string[]): Check {
  const known = [...some, ...none, ...one];
  return function* (value) {
    const { operator, values } = recordOf(value);
    if (typeof operator !== "string") return;
    const count = Array.isArray(values) ? values.length : 0;
    if (!known.includes(operator)) yield { at: ["operator"], expected: `one of ${known.join(", ")}` };
    else if (some.includes(operator) && isEmpty(values))
      yield { at: ["values"], expected: `at least one value, as ${operator} compares with them` };
    else if (none.includes(operator) && count > 0)
      yield { at: ["values"], expected: `left out, as ${operator} compares with none` };
    else if (one.includes(operator) && count !== 1)
      yield { at: ["values"], expected: `one value, as ${operator} compares with one` };
  };
}
