import { renameSync, statSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { runMain } from "../support/chartmodel.ts";
import { tempProject } from "../support/temp-project.ts";

const verbs = ["render", "check", "values", "schema", "explain", "propose", "watch"];

describe("chartmodel", () => {
  test("alone is wrong use, and tells the verbs on standard error", async () => {
    const { code, stdout, stderr } = await runMain(tempProject("shop"), []);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    for (const verb of verbs) expect(stderr).toContain(`  ${verb}`);
  });

  test.each(["--help", "-h", "help"])("%s tells the verbs on standard output", async (word) => {
    const { code, stdout, stderr } = await runMain(tempProject("shop"), [word]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const verb of verbs) expect(stdout).toContain(`  ${verb}`);
  });

  test.each([...verbs, "diff", "schema-diff", "lint", "init", "mcp"])(
    "%s --help tells its use and the exit codes once, without a project",
    async (verb) => {
      const { code, stdout, stderr } = await runMain({ folder: "/" }, [verb, "--help"]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toContain(`chartmodel ${verb}`);
      expect(stdout.match(/Exit code: 0 .*2 /g)).toHaveLength(1);
    },
  );
});

describe("render", () => {
  const generated = [
    ...["development", "production"].flatMap((name) =>
      ["shop-web", "shop-worker"].map((chart) => `environments/${name}/${chart}.values.yaml`),
    ),
    ...["web", "worker"].flatMap((chart) =>
      ["README.md", "values.schema.json", "values.yaml"].map((file) => `charts/${chart}/${file}`),
    ),
    "docs/hosts.txt",
  ].sort();

  test("writes every output, and says which on standard error", async () => {
    const project = tempProject("shop");
    const before = Object.keys(project.files());
    const { code, stdout, stderr } = await runMain(project, ["render"]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(
      Object.keys(project.files())
        .filter((file) => !before.includes(file))
        .sort(),
    ).toEqual(generated);
    for (const file of generated) expect(stderr).toContain(`added    ${file}`);
    expect(stderr).toContain("11 files, 11 changed");
  });

  test("the second time touches nothing", async () => {
    const project = tempProject("shop");
    await runMain(project, ["render"]);
    const stamps = () => generated.map((file) => statSync(project.path(file)).mtimeMs);
    const before = stamps();
    const { code, stderr } = await runMain(project, ["render"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "11 files, none changed\n" });
    expect(stamps()).toEqual(before);
  });

  test("writes the file that an edit changes, and no other", async () => {
    const project = tempProject("shop");
    await runMain(project, ["render"]);
    project.edit("environments.ts", "replicas: 3", "replicas: 4");
    const { stderr } = await runMain(project, ["render"]);
    expect(stderr).toBe("changed  environments/production/shop-web.values.yaml\n11 files, 1 changed\n");
  });

  test("says so once where it begins a chart's folder that has no Chart.yaml", async () => {
    const project = tempProject("shop");
    const warned = async () => (await runMain(project, ["render"])).stderr.match(/^! .*/gm) ?? [];
    project.write("charts/web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n");
    expect(await warned()).toEqual([
      expect.stringMatching(/^! charts\/worker has no Chart\.yaml, .*: write one, or, .*moved, .*`path`$/),
    ]);
    expect(await warned()).toEqual([]);
    renameSync(project.path("charts/web"), project.path("charts/wob"));
    expect(await warned()).toEqual([expect.stringMatching(/^! charts\/web has no/)]);
  });

  test("keeps what people wrote in a README", async () => {
    const project = tempProject("shop");
    project.write("charts/web/README.md", "# Mine\n\nText.\n");
    await runMain(project, ["render"]);
    expect(project.read("charts/web/README.md")).toMatch(
      /^# Mine\n\nText\.\n\n<!-- values:start -->[\s\S]*`replicas`[\s\S]*<!-- values:end -->\n$/,
    );
  });

  test("works from a folder below, and with --config from elsewhere", async () => {
    const project = tempProject("shop");
    project.write("deep/er/x.txt", "");
    expect((await runMain(project, ["render"], { cwd: project.path("deep/er") })).code).toBe(0);
    expect(project.read("docs/hosts.txt")).toBe("development\nproduction\n");
    for (const named of [project.path("chartmodel.config.ts"), project.folder])
      expect(await runMain({ folder: "/" }, ["render", "--config", named])).toMatchObject({
        code: 0,
        stderr: "11 files, none changed\n",
      });
  });
});

describe("check", async () => {
  const drift = (project: ReturnType<typeof tempProject>) => runMain(project, ["check"]);

  test("is fine after a render, and writes nothing", async () => {
    const project = tempProject("queue-worker");
    await runMain(project, ["render"]);
    const before = project.files();
    expect(await drift(project)).toMatchObject({ code: 0, stdout: "" });
    expect(project.files()).toEqual(before);
  });

  test.each([
    {
      what: "a missing file",
      change: (project: ReturnType<typeof tempProject>) => project.remove("chart/values.yaml"),
      says: "chart/values.yaml is missing",
    },
    {
      what: "a file that was edited",
      change: (project: ReturnType<typeof tempProject>) => project.edit("values/large.yaml", "500", "501"),
      says: /values\/large\.yaml differs from line \d+/,
    },
    {
      what: "a table that was edited",
      change: (project: ReturnType<typeof tempProject>) =>
        project.edit("chart/README.md", "| `queue`", "| `quueue`"),
      says: /chart\/README\.md differs from line \d+/,
    },
  ])("finds $what, and names the remedy", async ({ change, says }) => {
    const project = tempProject("queue-worker");
    await runMain(project, ["render"]);
    change(project);
    const before = project.files();
    const { code, stderr } = await drift(project);
    expect(code).toBe(1);
    expect(stderr).toMatch(says);
    expect(stderr).toContain("chartmodel render");
    expect(project.files()).toEqual(before);
  });
});

describe("values", () => {
  const project = () => tempProject("shop");

  test("prints YAML, the file that render writes but for the way to the schema", async () => {
    const { code, stdout, stderr } = await runMain(project(), [
      "values",
      "--env",
      "production",
      "--chart",
      "shop-web",
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(parse(stdout)).toMatchObject({
      replicas: 3,
      port: 8080,
      annotations: { "example.com/team": "shop" },
    });
    expect(stdout).toMatch(/^# Generated/);
  });

  test("prints JSON with --json", async () => {
    const { stdout } = await runMain(project(), [
      "values",
      "--env",
      "production",
      "--chart",
      "worker",
      "--json",
    ]);
    expect(JSON.parse(stdout)).toEqual({ queue: "orders", webUrl: "http://shop.example.com:8080" });
  });

  test("takes layers from the strongest: --set, --overlay, the project's overlay, the environment", async () => {
    const shop = project();
    const read = async (...args: string[]) =>
      JSON.parse(
        (await runMain(shop, ["values", "--env", "production", "--chart", "web", "--json", ...args])).stdout,
      ).replicas;
    expect(await read()).toBe(3);
    shop.write("overlays/production.yaml", "web:\n  replicas: 4\n");
    expect(await read()).toBe(4);
    shop.write("mine.json", '{"web": {"replicas": 5}}');
    expect(await read("--overlay", "mine.json")).toBe(5);
    expect(await read("--overlay", "mine.json", "--set", "web.replicas=6")).toBe(6);
    shop.remove("overlays");
    expect(await read()).toBe(3);
  });
});

test("schema prints what render writes", async () => {
  const project = tempProject("shop");
  await runMain(project, ["render"]);
  const { code, stdout, stderr } = await runMain(project, ["schema", "--chart", "shop-worker"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toBe(project.read("charts/worker/values.schema.json"));
});

describe("explain", () => {
  const explain = async (...args: string[]) => {
    const project = tempProject("shop");
    project.write("overlays/production.yaml", "web:\n  port: 81\n");
    return runMain(project, ["explain", "--env", "production", ...args]);
  };
  const facts = async (...args: string[]) => JSON.parse((await explain(...args, "--json")).stdout);

  test.each([
    { path: "web.replicas", value: 3, layer: "production", source: "environments.ts:16" },
    { path: "host", value: "shop.example.com", layer: "production", source: "environments.ts:13" },
    { path: "web.port", value: 81, layer: "overlays/production.yaml", source: "overlays/production.yaml:2" },
    { path: "web.level", value: "info", layer: "default", source: undefined },
    { path: "queue", value: "orders", layer: "default", source: undefined },
    { path: "token", value: "(hidden)", layer: "production", source: "environments.ts:14" },
  ])("$path: value, layer and place", async ({ path, value, layer, source }) => {
    const [fact] = await facts(path);
    expect({ ...fact, source: fact.source }).toMatchObject({ path, value, layer, source });
    expect(fact.description).toEqual(expect.any(String));
  });

  test("names --set as the layer", async () => {
    expect(await facts("queue", "--set", "queue=x")).toMatchObject([
      { value: "x", layer: "--set", default: "orders" },
    ]);
  });

  test("tells one field as a paragraph", async () => {
    const { code, stdout, stderr } = await explain("web.replicas");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const text of [
      "web.replicas",
      "3",
      "production (environments.ts:16)",
      "default  1",
      "integer, 1 to 50 pods",
      "Pods to run.",
    ]) {
      expect(stdout).toContain(text);
    }
  });

  test("says nothing about a field that nobody described", async () => {
    const project = tempProject("shop");
    project.edit("model.ts", 'description: "Pods to run.", ', "");
    const { stdout } = await runMain(project, ["explain", "--env", "production", "web.replicas"]);
    expect(stdout).toMatch(/ {2}type {5}integer, 1 to 50 pods\n$/);
  });

  test("tells a group, or everything, as a table", async () => {
    expect((await explain("web")).stdout.trim().split("\n")).toHaveLength(5);
    expect((await explain()).stdout.trim().split("\n")).toHaveLength(9);
  });

  test("never shows a secret", async () => {
    expect((await explain()).stdout + (await explain("token")).stdout).not.toContain("correct-horse");
  });
});
