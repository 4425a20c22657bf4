import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { program, shop } from "./support.ts";

/** The inspector that the README names. */
const inspector = ["-y", "@modelcontextprotocol/inspector@2.12.0", "--cli"];

const options = { encoding: "utf8", timeout: 300_000 } as const;
const isThere = spawnSync("npx", [...inspector, "--help"], options).status === 0;
if (!isThere) console.warn("SKIPPED: MCP's inspector, which npm does not give here");

/** What the inspector prints of a method of the server that it starts. */
function inspect({ folder }: { folder: string }, method: string, ...args: string[]) {
  const server = [process.execPath, program, "mcp"];
  const { stdout, stderr } = spawnSync("npx", [...inspector, ...server, "--method", method, ...args], {
    ...options,
    cwd: folder,
  });
  return { printed: stdout ? JSON.parse(stdout) : undefined, stderr };
}

describe.skipIf(!isThere)("MCP's inspector", { timeout: 600_000 }, () => {
  test("lists the tools", () => {
    const { printed, stderr } = inspect(shop(), "tools/list");
    // The inspector also judges whether every language model takes the schemas.
    expect(stderr).toMatch(/^(?:Schema portability: 0 errors,.*)?\s*$/);
    expect(printed.tools.map(({ name }: { name: string }) => name)).toEqual([
      ...["environments", "values", "explain", "schema", "check", "diff", "propose"],
    ]);
  });

  test("gets a proposal, and writes nothing", () => {
    const project = shop();
    const before = project.files();
    const args = ["environment=production", "path=web.replicas", "value=5", "reason=the sale"];
    const { printed } = inspect(
      project,
      "tools/call",
      "--tool-name",
      "propose",
      ...args.flatMap((arg) => ["--tool-arg", arg]),
    );
    expect(printed.structuredContent).toMatchObject({ verdict: "accepted", reason: "the sale" });
    expect(project.files()).toEqual(before);
  });
});
