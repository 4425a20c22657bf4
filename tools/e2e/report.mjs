const started = Date.now();

/** Shows each scenario's outcome on standard output with the seconds since the start, and counts. */
export function createReport(signal) {
  const counts = { passed: 0, failed: 0 };
  const line = (text) => console.log(`${seconds(Date.now() - started).padStart(7)}  ${text}`);
  const note = (text) => console.log(text.replace(/^/gm, "           "));
  return {
    counts,
    line,
    note,
    /** Runs one scenario. @returns whether it passed. @throws the reason of an interruption. */
    async scenario(title, run) {
      line(`…    ${title}`);
      const since = Date.now();
      try {
        await run();
        counts.passed++;
        line(`ok   ${title} (${seconds(Date.now() - since)})`);
        return true;
      } catch (error) {
        signal.throwIfAborted();
        counts.failed++;
        line(`FAIL ${title} (${seconds(Date.now() - since)})`);
        note(error.message);
        return false;
      }
    },
    skipped(scenarios) {
      for (const { title } of scenarios) line(`FAIL ${title}: not run, nothing is installed`);
      counts.failed += scenarios.length;
    },
  };
}

const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;
