import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

/** Runs a module with the package in a process of its own. */
const run = (text: string) =>
  spawnSync(process.execPath, ["--input-type=module", "-e", text], {
    encoding: "utf8",
    cwd: new URL("..", import.meta.url),
    timeout: 60_000,
  });

test("a process ends by itself, and prints nothing of its own", () => {
  const { status, stdout, stderr } = run(
    'import { Jsonnet } from "jsonnet-ts"; console.log(JSON.stringify(new Jsonnet().evaluate("{ a: 1 + 1 }")))',
  );
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '{"a":2}\n', stderr: "" });
});
