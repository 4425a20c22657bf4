/**
 * The browser tests, again and again: npm run test:browser -- [OPTION ...] [FILE ...]
 *
 *   --repeat N    so many times in a row; the first red one is the last @default 1
 *   --slowdown N  with the pages' processor N times slower @default 1
 *   --delay MS    with each answer so many milliseconds late @default 0
 */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    repeat: { type: "string", default: "1" },
    slowdown: { type: "string", default: "1" },
    delay: { type: "string", default: "0" },
  },
});
const env = { ...process.env, BROWSER_SLOWDOWN: values.slowdown, BROWSER_DELAY_MS: values.delay };
const runs = Number(values.repeat);

for (let run = 1; run <= runs; run++) {
  const { status } = spawnSync("vitest", ["run", "--project=browser", ...positionals], {
    stdio: "inherit",
    env,
  });
  if (status !== 0) {
    console.error(`Run ${run} of ${runs} failed.`);
    process.exit(1);
  }
}
console.log(`${runs} of ${runs} runs passed, slowdown ${values.slowdown}, answers after ${values.delay} ms.`);
