import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, vi } from "vitest";
import { openApp, type RunningApp } from "../support/app.ts";
import { chromiumPath, launchBrowser } from "../support/browser.ts";
import { TodoPage } from "./todo-page.ts";

// Each test takes a few seconds alone, and shares the machine with others.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** Expects something of the page as soon as the page is there. */
export const eventually = <Value>(read: () => Promise<Value>) => expect.poll(read, { timeout: 30_000 });

export interface AppInBrowser {
  app: RunningApp;
  /** A page of its own for one test: no cookie and no storage of any other. */
  openPage(options?: BrowserContextOptions): Promise<TodoPage>;
}

/** A group of tests that use the application in a real Chromium, skipped where there is none. */
export function describeInBrowser(name: string, define: (setup: () => AppInBrowser) => void): void {
  if (!chromiumPath)
    console.info(`Skipped: no Chromium on PATH (apt-get install chromium), needed for "${name}"`);
  describe.skipIf(!chromiumPath)(name, () => {
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
    const openPage = async (options?: BrowserContextOptions) => {
      const context = await browser.newContext({ locale: "en-GB", ...options });
      onTestFinished(() => context.close());
      return new TodoPage(await context.newPage(), app.url);
    };
    define(() => ({ app, openPage }));
  });
}
