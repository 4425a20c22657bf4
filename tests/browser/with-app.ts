import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, vi } from "vitest";
import { openApp, type RunningApp } from "../support/app.ts";
import { chromiumPath, launchBrowser, plainName } from "../support/browser.ts";
import { answerDelayMs, cpuSlowdown } from "./conditions.ts";
import { TodoPage } from "./todo-page.ts";

const patienceMs = 60_000;
const isSlow = answerDelayMs > 0 || cpuSlowdown > 1;

// Each test takes a few seconds alone, and shares the machine with others.
vi.setConfig({ testTimeout: isSlow ? 600_000 : 180_000, hookTimeout: 120_000 });

/** Expects something of the page as soon as the page is there. */
export const eventually = <Value>(read: () => Promise<Value>) => expect.poll(read, { timeout: patienceMs });

export interface AppInBrowser {
  app: RunningApp;
  /** The page's address, by a name that is not localhost where the application runs here. */
  url: string;
  /** A page of its own for one test: no cookie and no storage of any other. */
  openPage(options?: BrowserContextOptions): Promise<TodoPage>;
}

/** A group of tests that use the application in a real Chromium, skipped where there is none. */
export function describeInBrowser(name: string, define: (setup: () => AppInBrowser) => void): void {
  const title = chromiumPath ? name : `${name} (needs Chromium on PATH: apt-get install chromium)`;
  describe.skipIf(!chromiumPath)(title, () => {
    let app: RunningApp;
    let browser: Browser;
    beforeAll(async () => {
      app = await openApp();
      browser = await launchBrowser();
    });
    afterAll(async () => {
      await browser?.close();
      await app?.stop();
    });
    const url = () => (app.backend ? app.url.replace("127.0.0.1", plainName) : app.url);
    const openPage = async (options?: BrowserContextOptions) => {
      const context = await browser.newContext({ locale: "en-GB", ...options });
      context.setDefaultTimeout(patienceMs);
      onTestFinished(() => context.close());
      return TodoPage.open(context, url());
    };
    define(() => ({ app, url: url(), openPage }));
  });
}
