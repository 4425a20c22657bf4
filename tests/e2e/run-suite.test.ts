import { expect, test } from "vitest";
import { createReport } from "../../tools/e2e/report.mjs";
import { runSuite } from "../../tools/e2e/run-suite.mjs";

const cluster = { createNamespace: async () => ({ kubectl: async () => "" }) };

// biome-ignore lint/suspicious/noExplicitAny: scenarios share what they like
type World = any;

/** Runs scenarios by title. @returns how many passed, failed and were skipped, and which ran. */
async function runScenarios(scenarios: Record<string, (world: World) => void>) {
  const report = createReport(new AbortController().signal);
  const ran: string[] = [];
  const suite = Object.entries(scenarios).map(([title, body]) => ({
    title,
    run: async (world: World) => {
      body(world);
      ran.push(title);
    },
  }));
  await runSuite("test", suite, { cluster, remove: () => {} }, report);
  return { ...report.counts, ran };
}

const fail = () => {
  throw new Error("broken");
};

test("what needs a failed scenario is skipped, and the rest runs", async () => {
  const result = await runScenarios({
    install: (world) => {
      world.url = "http://here";
    },
    "sign up": (world) => {
      world.client = "half made";
      fail();
    },
    "list todos": ({ client }) => client,
    open: ({ url }) => url,
  });
  expect(result).toEqual({ passed: 2, failed: 1, skipped: 1, ran: ["install", "open"] });
});

test("nothing else runs where the installation failed", async () => {
  const result = await runScenarios({ install: fail, open: () => {}, close: () => {} });
  expect(result).toEqual({ passed: 0, failed: 1, skipped: 2, ran: [] });
});
