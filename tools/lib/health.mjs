import { setTimeout as sleep } from "node:timers/promises";

/**
 * Waits until `url` answers with a 2xx status.
 *
 * @param signal an AbortSignal that ends the wait.
 * @param timeout in milliseconds. @default 60000
 * @throws with the last answer when the time is up, or with the signal's reason.
 */
export async function waitUntilHealthy(url, signal, timeout = 60_000) {
  const deadline = Date.now() + timeout;
  let last = "no answer";
  while (Date.now() < deadline) {
    signal.throwIfAborted();
    try {
      const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(5000)]) });
      if (response.ok) return;
      last = `status ${response.status}: ${(await response.text()).slice(0, 300)}`;
    } catch (error) {
      signal.throwIfAborted();
      last = error.cause?.code ?? error.message;
    }
    await sleep(50, undefined, { signal });
  }
  throw new Error(`${url} was not healthy within ${timeout / 1000} s (${last})`);
}
