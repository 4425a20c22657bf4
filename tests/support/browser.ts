import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, chromium, type Page } from "playwright-core";
import { findOnPath } from "../../tools/lib/on-path.mjs";

const names = ["chromium", "chromium-browser", "google-chrome"];

/** The browser to test with: `CHROMIUM_PATH`, or the first Chromium found on PATH. */
export const chromiumPath = process.env.CHROMIUM_PATH ?? findOnPath(...names);

/**
 * A name of this machine that browsers do not take for a secure context, as they do localhost: over plain HTTP a page
 * there may use less. Known only to the browsers that are launched here.
 */
export const plainName = "todos.test";

export function launchBrowser(): Promise<Browser> {
  if (!chromiumPath) throw new Error(`None of ${names.join(", ")} is on PATH; set CHROMIUM_PATH`);
  // A container often has neither a user namespace for the sandbox nor a GPU.
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      `--host-resolver-rules=MAP ${plainName} 127.0.0.1`,
    ],
  });
}

interface Violation {
  id: string;
  impact: string;
  nodes: { target: string[]; failureSummary: string }[];
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds serious or critical on the page as it is, one line for each element. */
export async function seriousViolations(page: Page): Promise<string[]> {
  // Colours in the middle of a transition are nobody's choice.
  await page.evaluate("Promise.all(document.getAnimations().map((each) => each.finished.catch(() => {})))");
  await page.evaluate(axe);
  const violations = (await page.evaluate("axe.run().then((results) => results.violations)")) as Violation[];
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id} at ${node.target.join(" ")}: ${node.failureSummary}`),
    );
}
