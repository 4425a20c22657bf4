/** The reason of an end that the user asked for. */
export class Interrupted extends Error {}

/** @returns an AbortSignal that SIGINT, SIGTERM and SIGHUP trigger, with {@link Interrupted} as its reason. */
export function interruption() {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(name, () => controller.abort(new Interrupted(`stopped by ${name}`)));
  }
  return controller.signal;
}
