import type { Finding } from "./manifest-issue.ts";

/** Faults that many renderings show, each kept once: as the first of them shows it. */
export class FaultSet<Fault extends Finding> {
  readonly #faults = new Map<string, Fault>();

  add(fault: Fault): void {
    const key = JSON.stringify([fault.code, fault.file, fault.manifest, fault.path, fault.message]);
    if (!this.#faults.has(key)) this.#faults.set(key, fault);
  }

  get all(): Fault[] {
    return [...this.#faults.values()];
  }
}
