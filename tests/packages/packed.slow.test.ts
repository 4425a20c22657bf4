import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tempFolder } from "../../packages/schema/test/support/temp-folder.ts";
import { findHelm } from "../../tools/helm.mjs";

const workspace = join(import.meta.dirname, "../..");

function run(command: string, args: readonly string[], cwd: string) {
  return spawnSync(command, args, { cwd, encoding: "utf8", env: { ...process.env, HELM: findHelm() } });
}

/** The commands of a README's block of shell that has a text in it, without their comments. */
function commandsWith(text: string): string[] {
  const readme = readFileSync(join(workspace, "packages/schema/README.md"), "utf8");
  const blocks = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = ""]) => block);
  const block = blocks.find((one) => one.includes(text)) ?? "";
  return block
    .split("\n")
    .map((line) => line.replace(/\s+#.*/, "").trim())
    .filter((line) => line !== "");
}

test("the README's first lines work in an empty folder with what npm packs", (context) => {
  const folder = tempFolder();
  const packed = ["lint", "schema"].map((name) => {
    const { stdout } = run(
      "npm",
      ["pack", "--silent", "--pack-destination", folder],
      join(workspace, "packages", name),
    );
    return join(folder, stdout.trim().split("\n").at(-1) ?? "");
  });
  const project = join(folder, "shop");
  mkdirSync(project);
  const [start, install, ...rest] = commandsWith("npm init -y");
  expect([start, install?.split(" ").slice(0, 2).join(" ")]).toEqual(["npm init -y", "npm install"]);
  expect(run("npm", ["init", "-y"], project).status).toBe(0);
  const installed = run(
    "npm",
    ["install", "--save-dev", "--prefer-offline", "--no-audit", ...packed],
    project,
  );
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET/.test(installed.stderr))
    context.skip("the registry of npm cannot be reached");
  expect(installed.stderr).not.toContain("npm error");
  for (const command of rest) {
    const [program = "", ...args] = command
      .replace("helm install web charts/*", "helm template web charts/shop")
      .split(" ");
    const { status, stderr } = run(program === "helm" ? findHelm() : program, args, project);
    expect({ command, status, stderr: status === 0 ? "" : stderr }).toEqual({
      command,
      status: 0,
      stderr: "",
    });
  }
  expect(readdirSync(project).sort()).toEqual(
    expect.arrayContaining(["charts", "chartmodel.config.ts", "environments", "model", "package.json"]),
  );
  for (const name of ["lint", "schema"]) {
    const types = readFileSync(join(project, "node_modules/@chartmodel", name, "dist/index.d.ts"), "utf8");
    expect(types).not.toMatch(/from ['"]@chartmodel\/(?:json-schema|kubernetes)['"]/);
  }
  const tsc = join(workspace, "node_modules/typescript7/bin/tsc");
  expect(run(process.execPath, [tsc, "-p", "."], project).stdout).toBe("");
});
