import { ELEMENT, isRecord } from "@chartmodel/json-schema";
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
export function usageOf(survey: Pick<ChartSurvey, "uses" | "handlings" | "values" | "subcharts">): Usage {
  const root: Usage = { children: new Map(), handlings: [] };
  const nodeAt = (path: readonly Step[]): Usage =>
    path.reduce((node, step) => {
      const child = node.children.get(step) ?? { children: new Map(), handlings: [] };
      node.children.set(step, child);
      return child;
    }, root);
  const tells = telling(survey);
  for (const use of survey.uses) if (tells(use)) nodeAt(use.path);
  for (const handling of survey.handlings)
    if (tells(handling)) nodeAt(handling.path).handlings.push(handling);
  return root;
}

/** A value that a template reads, and where. */
type Place = Pick<PlacedHandling, "path" | "file" | "line">;

/**
 * Whether what is read tells of the value at its path. What goes through all values of a chart, as by `index` with a key
 * that it is handed, looks for one of them: it tells of each only where all are maps, and each may be the one. Of a
 * subchart not all values are known here.
 */
function telling({ uses, values, subcharts }: Pick<ChartSurvey, "uses" | "values" | "subcharts">) {
  const isOfMaps = Object.values(values).every(isRecord);
  const searches = ({ path: [first, second] }: Place): boolean =>
    first === ELEMENT ? !isOfMaps : second === ELEMENT && first !== undefined && subcharts.includes(first);
  const where = ({ path, file, line }: Place): string => `${file}:${line} ${String(path.at(-1))}`;
  const searched = new Set(uses.filter(searches).map(where));
  return (place: Place): boolean => {
    const [key, below] = place.path;
    // Where the search begins stands for the values themselves.
    const isStart = typeof key === "string" && below === undefined && !Object.hasOwn(values, key);
    return !searches(place) && !(isStart && searched.has(where(place)));
  };
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

const askers = new Set("if with not and or default empty coalesce".split(" "));

/** Whether templates ask if there is a value under a key before they read it, or have another for it. */
export function isAskedFor(usage: Usage, key: string): boolean {
  return (
    usage.handlings.some(({ by, text }) => by === "hasKey" && text === key) ||
    below(usage, key).handlings.some(({ by }) => askers.has(by))
  );
}

/** Whether a template takes all that is in the value. */
export function isTakenWhole({ handlings }: Usage): boolean {
  return handlings.some(({ by }) => by !== "include" && (by.startsWith("range") || takers.has(by)));
}
