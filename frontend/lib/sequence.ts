/** What work is about; null is everything. Work on something in common belongs together. */
export type Scope = readonly string[] | null;

/** Lets what belongs together happen in the order in which it was asked for. */
export interface Sequence {
  /** Resolves once all that was added so far and belongs to `scope` has ended. */
  before(scope: Scope): Promise<unknown>;
  /** Work that later work on the same waits for. */
  add(scope: Scope, work: Promise<unknown>): void;
}

export function createSequence(): Sequence {
  const underWay = new Map<Promise<unknown>, Scope>();
  return {
    before(scope) {
      const related = [...underWay].filter(([, other]) => belongTogether(scope, other));
      return Promise.allSettled(related.map(([work]) => work));
    },
    add(scope, work) {
      underWay.set(work, scope);
      const remove = () => underWay.delete(work);
      work.then(remove, remove);
    },
  };
}

function belongTogether(one: Scope, other: Scope): boolean {
  return one === null || other === null || one.some((each) => other.includes(each));
}
