/** Lets what belongs together happen in the order in which it was asked for. */
export interface Sequence {
  /**
   * Resolves once all that was added so far to `scope`, or to everything, has ended.
   *
   * @param scope null is everything
   */
  before(scope: string | null): Promise<unknown>;
  /** Work that later work on the same waits for. */
  add(scope: string | null, work: Promise<unknown>): void;
}

export function createSequence(): Sequence {
  const underWay = new Map<Promise<unknown>, string | null>();
  return {
    before(scope) {
      const related = [...underWay].filter(
        ([, other]) => scope === null || other === null || other === scope,
      );
      return Promise.allSettled(related.map(([work]) => work));
    },
    add(scope, work) {
      underWay.set(work, scope);
      const remove = () => underWay.delete(work);
      work.then(remove, remove);
    },
  };
}
