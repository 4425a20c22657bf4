import { setTimeout as sleep } from "node:timers/promises";

const workers = 4;
const pause = 50;

/**
 * Sends requests, a few at a time, while some work is done.
 *
 * @param requests functions that send one request each and throw where it fails; they take turns.
 * @returns the number of requests and the messages of those that failed.
 */
export async function underLoad(requests, work) {
  const result = { sent: 0, failures: [] };
  let working = true;
  const send = async () => {
    while (working) {
      const request = requests[result.sent++ % requests.length];
      await request().catch((error) => result.failures.push(describe(error)));
      await sleep(pause);
    }
  };
  const load = Promise.all(Array.from({ length: workers }, send));
  try {
    await work();
  } finally {
    working = false;
    await load;
  }
  return result;
}

/** `fetch` hides what happened in the cause. */
const describe = (error) =>
  [error.message, error.cause?.code ?? error.cause?.message].filter(Boolean).join(": ");
