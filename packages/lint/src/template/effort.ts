/** In steps, a second or two: of 250 public charts one takes 5,500,000, and no other more than 450,000. */
const most = 8_000_000;

/** How much is done to follow a chart's templates: counted, so that it ends at the same place on every machine. */
export class Effort {
  #left = most;

  /** @throws {EffortSpent} when there is none left. */
  spend(amount: number): void {
    this.#left -= amount;
    if (this.#left < 0) throw new EffortSpent();
  }
}

/** Ends the following of templates. */
export class EffortSpent extends Error {}
