import { Skipped } from "./world.mjs";

const started = Date.now();

/** Shows each scenario's outcome on standard output with the seconds since the start, and counts. */
export function createReport(signal) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const line = (text) => console.log(`${seconds(Date.now() - started).padStart(7)}  ${text}`);
  const note = (text) => console.log(text.replace(/^/gm, "           "));
  return {
    counts,
    line,
    note,
    /** Runs one scenario. @returns "passed", "failed" or "skipped". @throws the reason of an interruption. */
    async scenario(title, run) {
      line(`…    ${title}`);
      const since = Date.now();
      try {
        await run();
        counts.passed++;
        line(`ok   ${title} (${seconds(Date.now() - since)})`);
        return "passed";
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof Skipped) {
          counts.skipped++;
          line(`SKIP ${title}: ${error.message}`);
          return "skipped";
        }
        counts.failed++;
        line(`FAIL ${title} (${seconds(Date.now() - since)})`);
        note(error.message);
        return "failed";
      }
    },
    skipped(scenarios) {
      for (const { title } of scenarios) line(`SKIP ${title}: nothing is installed`);
      counts.skipped += scenarios.length;
    },
  };
}

const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;
