import { ELEMENT } from "@chartmodel/json-schema";
import type { ChartSurvey, PlacedHandling } from "@chartmodel/lint";

type Step = string | typeof ELEMENT;

/** What templates do with a value and with what is in it. */
export interface Usage {
  /** Below a key, or below each item. */
  readonly children: Map<Step, Usage>;
  readonly handlings: PlacedHandling[];
}

/** Functions that hand on all that is in a value, whatever its keys are; `include` of a template may be one. */
export const takers = new Set("toYaml toJson toPrettyJson toRawJson toToml tpl include".split(" "));

const none: Usage = { children: new Map(), handlings: [] };

/** What templates do with the values of a chart. */
export function usageOf({ uses, handlings }: Pick<ChartSurvey, "uses" | "handlings">): Usage {
  const root: Usage = { children: new Map(), handlings: [] };
  const nodeAt = (path: readonly Step[]): Usage =>
    path.reduce((node, step) => {
      const child = node.children.get(step) ?? { children: new Map(), handlings: [] };
      node.children.set(step, child);
      return child;
    }, root);
  for (const { path } of uses) nodeAt(path);
  for (const handling of handlings) nodeAt(handling.path).handlings.push(handling);
  return root;
}

/** The usage of what lies below a key. */
export function below(usage: Usage, step: Step): Usage {
  const own = usage.children.get(step);
  const each = step === ELEMENT ? undefined : usage.children.get(ELEMENT);
  if (!own || !each) return own ?? each ?? none;
  return {
    children: new Map([...each.children, ...own.children]),
    handlings: [...own.handlings, ...each.handlings],
  };
}

/** Keys that templates ask for by name. */
export function namedKeys({ children }: Usage): string[] {
  return [...children.keys()].filter((step) => step !== ELEMENT);
}

/** Whether a template takes all that is in the value. */
export function isTakenWhole({ handlings }: Usage): boolean {
  return handlings.some(({ by }) => by !== "include" && (by.startsWith("range") || takers.has(by)));
}
