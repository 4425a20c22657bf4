import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { tempFolder } from "../support/temp-folder.ts";

const source = JSON.stringify(join(import.meta.dirname, "../../src/cli/answers/end-with-parent.ts"));

/** A program in a folder of its own that is guarded and then computes without end. */
function endless(prepare = "") {
  const program = `
    import { rmdirSync, writeSync } from "node:fs";
    const { endWithParent } = await import(${source});
    ${prepare}
    await endWithParent(3_000);
    writeSync(1, "computes");
    for (;;) {}`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    cwd: tempFolder(),
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (said += data));
  onTestFinished(() => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
  });
  return { ended: once(child, "close"), said: () => said };
}

test("what computes without end is ended when its time is over", async () => {
  const { ended, said } = endless();
  expect(await ended).toEqual([null, "SIGKILL"]);
  expect(said()).toBe("computes");
});

test("nothing computes without a guard, where its folder went before the guard was there", async () => {
  const { ended, said } = endless("rmdirSync(process.cwd());");
  expect(await ended).toEqual([1, null]);
  expect(said()).toContain("uv_cwd");
  expect(said()).not.toContain("computes");
});
