import type { Finding } from "./manifest-issue.ts";

/** Faults that many renderings show, each kept once: as the first of them shows it. */
export class FaultSet<Fault extends Finding> {
  readonly #faults = new Map<string, Fault>();

  add(fault: Fault): void {
    if (!this.has(fault)) this.#faults.set(keyOf(fault), fault);
  }

  has(fault: Fault): boolean {
    return this.#faults.has(keyOf(fault));
  }

  get all(): Fault[] {
    return [...this.#faults.values()];
  }
}

function keyOf({ code, file, manifest, path, message }: Finding): string {
  return JSON.stringify([code, file, manifest, path, message]);
}
