import { execFileSync, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const build = fileURLToPath(new URL("../engine/build.mjs", import.meta.url));
const go = spawnSync("go", ["version"], { encoding: "utf8" });
const wanted = "go1.26.8";

test.skipIf(!go.stdout?.includes(wanted))(`wasm/ is what engine/ builds to (needs ${wanted})`, () => {
  expect(() => execFileSync(process.execPath, [build, "--check"], { stdio: "pipe" })).not.toThrow();
});
