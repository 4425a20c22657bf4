import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { describe, expect, test } from "vitest";
import { chartmodel, runMain } from "../../schema/test/support/chartmodel.ts";
import { git } from "../../schema/test/support/committed-shop.ts";
import type { TempProject } from "../../schema/test/support/temp-project.ts";
import { ask, httpClient, httpServer, shop, stdioClient } from "./support.ts";

const transports: Record<string, (project: TempProject) => Promise<Client>> = {
  stdio: async (project) => (await stdioClient(project)).client,
  "streamable HTTP": async (project) => httpClient((await httpServer(project)).url),
};

/** What each tool refuses, and a part of the sentence that it answers. */
const refusals: readonly [tool: string, input: object, sentence: string][] = [
  ["values", { environment: "prodution" }, 'there is no environment "prodution"; did you mean "production"'],
  ["values", { environment: "../production" }, "there is no environment"],
  ["values", { environment: "__proto__" }, "there is no environment"],
  ["values", { environment: "constructor", chart: "toString" }, "there is no environment"],
  ["values", { environment: "production", chart: "__proto__" }, 'there is no chart "__proto__"'],
  [
    "values",
    { environment: 7 },
    "values: the argument environment must be string, at most 200 characters, but is 7 (Name of an environment,",
  ],
  ["values", ["production"], 'values: the arguments must be an object, but are ["production"]'],
  [
    "environments",
    { environment: "production" },
    "environments: there is no argument environment; remove it",
  ],
  ["values", { environment: null }, "environment must be string"],
  ["values", { environment: ["production"] }, "environment must be string"],
  ["values", { environment: "x".repeat(300) }, "at most 200 characters"],
  [
    "values",
    {},
    "values: the argument environment is missing: expected string, at most 200 characters (Name",
  ],
  ["values", { env: "production" }, 'values: there is no argument env; did you mean "environment"?'],
  ["explain", { environment: "production", path: "web.replcas" }, 'did you mean "replicas"'],
  ["explain", { environment: "production", path: "web\u0000[" }, "the path"],
  ["explain", { environment: "production", path: "__proto__.x" }, "there is no path"],
  ["explain", { environment: "production\u001b[2J" }, "there is no environment"],
  ["schema", { chart: "wbe" }, "there is no chart"],
  ["diff", { environment: "production" }, "name two environments"],
  ["diff", { to: "production", against: "HEAD" }, "name one of"],
  ["diff", { against: "--output=/dev/null" }, "not a git repository"],
  ["propose", { environment: "production", path: "queue", reason: "r" }, "value is missing"],
  ["propose", { environment: "production", path: "queue", value: "a" }, "reason is missing"],
  [
    "propose",
    { environment: "production", path: "queue", value: 1, reason: "r", also: [{ pth: "a", value: 1 }] },
    'propose: there is no argument also[0].pth; did you mean "path"?',
  ],
  ["propose", { environment: "production", path: "queue.__proto__", value: 1, reason: "r" }, "__proto__"],
  ["propose", { environment: "production", path: "", value: 1, reason: "r" }, "the path is empty"],
  [
    "propose",
    {
      environment: "production",
      path: "web.annotations",
      value: JSON.parse('{"__proto__":{"a":1}}'),
      reason: "r",
    },
    "__proto__",
  ],
  [
    "propose",
    {
      environment: "production",
      path: "queue",
      value: 1,
      reason: "r",
      also: Array(30).fill({ path: "a", value: 1 }),
    },
    "also must be list of object, at most 20 items",
  ],
];

/** A sentence of each tool: one server answers whatever the transport, and over the other it was asked for all of them. */
const oneOfEach = refusals.filter(([tool], at) => refusals.findIndex(([other]) => other === tool) === at);

describe.each(Object.entries(transports))("over %s", (name, connect) => {
  test("every tool says that it only reads, what it takes and what it gives", async () => {
    const { tools } = await (await connect(shop())).listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      ...["environments", "values", "explain", "schema", "check", "diff", "propose"],
    ]);
    for (const { description, annotations, inputSchema, outputSchema } of tools) {
      expect(description).toMatch(/\.$/);
      expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false });
      expect(inputSchema).toMatchObject({ type: "object", additionalProperties: false });
      expect(outputSchema).toMatchObject({ type: "object" });
    }
  });

  test("each tool answers as its command does, and changes nothing", async () => {
    const project = shop();
    project.write(".gitignore", "node_modules\n");
    await runMain(project, ["render"]);
    git(project, "init", "--quiet");
    git(project, "add", ".");
    git(project, "commit", "--quiet", "--message", "shop");
    const before = project.files();
    const client = await connect(project);
    const command = async (...args: string[]) =>
      JSON.parse((await runMain(project, [...args, "--json"])).stdout);
    // The client holds every answer against the tool's schema.
    await client.listTools();
    expect(await ask(client, "environments")).toMatchObject({
      project: "shop",
      environments: [
        { name: "development", issues: 0, overlay: { path: "overlays/development.yaml", exists: false } },
        { name: "production", extends: "development", releases: { "shop-web": { namespace: "default" } } },
      ],
      charts: [{ name: "shop-web", path: "charts/web" }, { name: "shop-worker" }],
    });
    expect(await ask(client, "values", { environment: "production", chart: "shop-web" })).toEqual({
      environment: "production",
      charts: { "shop-web": await command("values", "--env", "production", "--chart", "web") },
    });
    expect(await ask(client, "explain", { environment: "production", path: "web" })).toEqual({
      environment: "production",
      fields: await command("explain", "--env", "production", "web"),
    });
    expect(await ask(client, "schema", { path: "web.replicas" })).toMatchObject({
      type: "integer, 1 to 50 pods",
      default: 1,
      schema: { minimum: 1 },
    });
    expect(await ask(client, "schema", { chart: "web" })).toMatchObject({
      keys: expect.arrayContaining([expect.objectContaining({ key: "replicas" })]),
    });
    expect(await ask(client, "diff", { environment: "development", to: "production" })).toEqual({
      comparisons: await command("diff", "--env", "development", "--env", "production"),
    });
    expect(await ask(client, "diff", { against: "HEAD" })).toMatchObject({
      comparisons: [{ title: "development" }, { title: "production" }],
    });
    const wanted = { environment: "production", path: "web.replicas", reason: "the sale" };
    expect(await ask(client, "propose", { ...wanted, value: 5 })).toEqual(
      await command("propose", "--env", "production", "web.replicas", "5", "--reason", "the sale"),
    );
    expect(await ask(client, "propose", { ...wanted, value: 1 })).toMatchObject({
      verdict: "refused",
      issues: [{ code: "live-replicas", message: expect.stringContaining("must be at least 2, but is 1") }],
    });
    const also = [{ path: "stage", value: "dev" }];
    expect(await ask(client, "propose", { ...wanted, value: 1, also })).toMatchObject({
      verdict: "accepted",
    });
    const { passed, outOfDate, manifests } = await ask(client, "check");
    expect({ passed, outOfDate }).toEqual({ passed: false, outOfDate: [] });
    expect(manifests).toEqual(
      expect.arrayContaining([expect.objectContaining({ chart: "shop-web", code: "value-unused" })]),
    );
    expect(project.files()).toEqual(before);
  });

  test("an answer is never that of before an edit", async () => {
    const project = shop();
    const client = await connect(project);
    const replicas = async () =>
      (await ask(client, "explain", { environment: "production", path: "web.replicas" })).fields[0].value;
    expect(await replicas()).toBe(3);
    project.edit("environments.ts", "replicas: 3", "replicas: 4");
    expect(await replicas()).toBe(4);
    project.write("overlays/production.yaml", "web:\n  replicas: 7\n");
    expect(await replicas()).toBe(7);
  });

  test("each refuses what is wrong with a sentence", async () => {
    const client = await connect(shop());
    for (const [tool, input, sentence] of name === "stdio" ? refusals : oneOfEach) {
      const { error } = await ask(client, tool, input);
      expect({ tool, input, error }).toEqual({ tool, input, error: expect.stringContaining(sentence) });
    }
  });

  test("propose refuses what is too deep or too large with a sentence", async () => {
    const client = await connect(shop());
    const input = { environment: "production", path: "queue", reason: "r" };
    const deep = JSON.parse(`${"[".repeat(500)}${"]".repeat(500)}`);
    expect(await ask(client, "propose", { ...input, value: deep })).toEqual({
      error: expect.stringContaining("more than 100 levels"),
    });
    expect(await ask(client, "propose", { ...input, value: "q".repeat(300_000) })).toEqual({
      error: expect.stringContaining("at most 256 KiB"),
    });
  });

  test("a tool that is not there is named with those that are", async () => {
    const client = await connect(shop());
    for (const name of ["apply", "__proto__", "constructor", "x".repeat(5000)])
      await expect(ask(client, name)).rejects.toThrow(
        /there is no tool .{1,110}; there is environments, values/,
      );
  });

  test("a value that the model does not take is an issue, and null too", async () => {
    const client = await connect(shop());
    for (const value of ["3", null, 3.5, [3], { a: 3 }]) {
      const input = { environment: "production", path: "web.replicas", value, reason: "r" };
      expect(await ask(client, "propose", input)).toMatchObject({
        verdict: "refused",
        issues: [{ message: expect.stringContaining("web.replicas must be integer, 1 to 50 pods, but is") }],
      });
    }
  });
});

test.each([
  ["2024-11-05", "2024-11-05"],
  ["2025-11-25", "2025-11-25"],
  // As kubectl-ai, which knows none that is newer than what it is then told.
  ["", "2025-06-18"],
  ["1999-01-01", "2025-06-18"],
])("who asks for version %j of the protocol is told %s", (asked, told) => {
  const params = { protocolVersion: asked, capabilities: {}, clientInfo: { name: "c", version: "1" } };
  const { stdout } = chartmodel(shop(), ["mcp"], {
    input: `${JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params })}\n`,
  });
  expect(JSON.parse(stdout).result).toMatchObject({
    protocolVersion: told,
    capabilities: { tools: {} },
    serverInfo: { name: "chartmodel" },
    instructions: expect.stringContaining("a person applies a patch"),
  });
});
