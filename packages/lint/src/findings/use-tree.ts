import { ELEMENT } from "@chartmodel/json-schema";
import type { ValuePath } from "../template/template-value.ts";

/** A place where values may be made use of. */
interface Use {
  readonly path: ValuePath;
  /** Whether all that is below the path may be used too. */
  readonly whole: boolean;
}

interface Branch<U> {
  readonly children: Map<ValuePath[number], Branch<U>>;
  /** The first use of what is here or below. */
  readonly first: U;
  /** The first use of all that is below. */
  whole?: U;
}

/** Uses of values by their path: whether one reaches a value is told without asking all of them. */
export class UseTree<U extends Use> {
  readonly #top: Pick<Branch<U>, "children" | "whole"> = { children: new Map() };

  constructor(uses: readonly U[]) {
    for (const use of uses) {
      let branch = this.#top;
      for (const step of use.path) {
        const known: Branch<U> = branch.children.get(step) ?? { children: new Map(), first: use };
        branch.children.set(step, known);
        branch = known;
      }
      if (use.whole) branch.whole ??= use;
    }
  }

  /** A use of a value, of what it is in as a whole, or of something in it. */
  find(path: ValuePath): U | undefined {
    return find(this.#top, path, 0);
  }

  /** Whether what a value is in is used as a whole, the values of the chart aside. */
  isInWhole(path: ValuePath): boolean {
    let branch = this.#top;
    for (const step of path.slice(0, -1)) {
      const next = branch.children.get(step);
      if (next === undefined) return false;
      if (next.whole) return true;
      branch = next;
    }
    return false;
  }
}

/** `ELEMENT` stands for any key. */
function find<U extends Use>(
  branch: Pick<Branch<U>, "children" | "whole"> & Partial<Pick<Branch<U>, "first">>,
  path: ValuePath,
  at: number,
): U | undefined {
  if (branch.whole) return branch.whole;
  const step = path[at];
  if (step === undefined) return branch.first;
  const { children } = branch;
  const next = step === ELEMENT ? [...children.values()] : [children.get(step), children.get(ELEMENT)];
  for (const child of next) {
    const use = child && find(child, path, at + 1);
    if (use) return use;
  }
  return undefined;
}
