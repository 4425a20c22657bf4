import { setTimeout as sleep } from "node:timers/promises";

/**
 * Asks again and again until `isSo` answers true; an error counts as no.
 *
 * @param timeout in milliseconds. @default 60000
 * @returns milliseconds since the call.
 */
export async function timeUntil(what, isSo, timeout = 60_000) {
  const start = performance.now();
  while (!(await isSo().catch(() => false))) {
    if (performance.now() - start > timeout)
      throw new Error(`${what}: nothing seen within ${timeout / 1000} s`);
    await sleep(5);
  }
  return performance.now() - start;
}

/** The middle of the numbers. */
export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}
