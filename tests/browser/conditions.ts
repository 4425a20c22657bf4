import type { Page } from "playwright-core";

/** How many times slower than this machine the pages' processor is: `BROWSER_SLOWDOWN`. @default 1 */
export const cpuSlowdown = setting("BROWSER_SLOWDOWN", 1);

/** Milliseconds after which each answer comes, at the earliest: `BROWSER_DELAY_MS`. @default 0 */
export const answerDelayMs = setting("BROWSER_DELAY_MS", 0);

/** Puts a page on a slower machine, behind a slower network. */
export async function slowDown(page: Page, slowdown = cpuSlowdown, delayMs = answerDelayMs): Promise<void> {
  if (slowdown === 1 && delayMs === 0) return;
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  const anySpeed = { downloadThroughput: -1, uploadThroughput: -1 };
  await session.send("Network.emulateNetworkConditions", { offline: false, latency: delayMs, ...anySpeed });
}

function setting(name: string, usual: number): number {
  const value = Number(process.env[name] ?? usual);
  if (!(value >= usual))
    throw new Error(`${name}: expected a number from ${usual}, found "${process.env[name]}"`);
  return value;
}
