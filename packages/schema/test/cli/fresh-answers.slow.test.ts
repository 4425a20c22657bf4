import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { chartmodel } from "../support/chartmodel.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { projectIn, type TempProject, tempProject } from "../support/temp-project.ts";

/** Lets the model's default of a port be what an expression gives. */
function defaultPort(project: TempProject, expression: string, imports = ""): void {
  project.edit("model.ts", "default: 8080", `default: ${expression}`);
  project.write("model.ts", `${imports}\n${project.read("model.ts")}`);
}

function portOf(project: TempProject, env: Record<string, string> = {}): number {
  const args = ["values", "--env", "development", "--chart", "web", "--json"];
  const { code, stdout, stderr } = chartmodel(project, args, { env });
  expect(stderr).toBe("");
  expect(code).toBe(0);
  return (JSON.parse(stdout) as { port: number }).port;
}

/** Asks twice, so that whatever can be remembered is. */
function ask(project: TempProject, env: Record<string, string> = {}): number {
  portOf(project, env);
  return portOf(project, env);
}

describe("an answer is about the folder that it is asked in:", () => {
  test("a folder that was copied with all that it held", () => {
    const project = tempProject("shop");
    ask(project);
    chartmodel(project, ["render"]);
    chartmodel(project, ["render"]);
    const before = project.files();
    const folder = join(tempFolder(), "copy");
    cpSync(project.folder, folder, { recursive: true, preserveTimestamps: true });
    const copy = projectIn(folder);
    defaultPort(copy, "8081");
    expect(ask(copy)).toBe(8081);
    expect(chartmodel(copy, ["render"])).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/[1-9]\d* changed/),
    });
    expect(copy.read("charts/web/values.yaml")).toContain("port: 8081");
    expect(project.files()).toEqual(before);
  });

  test("a worktree that shares its node_modules", () => {
    const project = tempProject("shop");
    const worktree = tempProject("shop");
    rmSync(worktree.path("node_modules"), { recursive: true });
    symlinkSync(project.path("node_modules"), worktree.path("node_modules"));
    defaultPort(worktree, "8081");
    expect(ask(project)).toBe(8080);
    expect(ask(worktree)).toBe(8081);
    expect(ask(project)).toBe(8080);
  });

  test.each([
    ["my-shop", "my/shop"],
    ["läden", "lüden"],
  ])("%s beside %s", (one, other) => {
    const above = tempProject("shop");
    const files = above.files();
    const [first, second] = [one, other].map((name) => {
      const project = projectIn(above.path(name));
      for (const [file, text] of Object.entries(files)) project.write(file, text);
      return project;
    }) as [TempProject, TempProject];
    const env = { XDG_CACHE_HOME: tempFolder() };
    defaultPort(second, "8081");
    expect([ask(first, env), ask(second, env), ask(first, env)]).toEqual([8080, 8081, 8080]);
  });

  test("names that read the same one after the other", () => {
    const project = tempProject("shop");
    project.edit("environments.ts", 'name: "development"', 'name: "development-b"');
    project.edit("environments.ts", 'extends: "development"', 'extends: "development-b"');
    project.edit("model.ts", 'name: "shop-worker"', 'name: "b-shop-web"');
    project.edit("environments.ts", 'name: "production"', 'name: "development"');
    project.edit("chartmodel.config.ts", 'environment: "development"', 'environment: "development-b"');
    const values = (env: string, chart: string) =>
      chartmodel(project, ["values", "--env", env, "--chart", chart]).stdout;
    values("development-b", "shop-web");
    values("development-b", "shop-web");
    expect(values("development-b", "shop-web")).toContain("replicas:");
    expect(values("development", "b-shop-web")).toContain("queue:");
  });
});

describe("an answer is what the model says now:", () => {
  test("a default from an environment variable", () => {
    const project = tempProject("shop");
    defaultPort(project, 'Number(process.env["SHOP_PORT"])');
    expect(["81", "82", "83"].map((SHOP_PORT) => ask(project, { SHOP_PORT }))).toEqual([81, 82, 83]);
  });

  test("a default from a file", () => {
    const project = tempProject("shop");
    defaultPort(
      project,
      'Number(readFileSync("port.txt", "utf8"))',
      'import { readFileSync } from "node:fs";',
    );
    const found = ["81", "82", "83"].map((port) => {
      project.write("port.txt", port);
      return ask(project);
    });
    expect(found).toEqual([81, 82, 83]);
  });

  test.each([
    { what: "Date", expression: "1000 - new Date(2020, 0, 1).getTimezoneOffset()" },
    {
      what: "Intl",
      expression: 'Intl.DateTimeFormat().resolvedOptions().timeZone === "Asia/Tokyo" ? 1540 : 1000',
    },
    { what: "eval", expression: 'eval("1000 - new Da" + "te(2020, 0, 1).getTimezoneOffset()")' },
  ])("the time zone, read through $what", ({ expression }) => {
    const project = tempProject("shop");
    defaultPort(project, expression);
    expect([ask(project, { TZ: "UTC" }), ask(project, { TZ: "Asia/Tokyo" })]).toEqual([1000, 1540]);
  });

  test.each(["node_modules", "../node_modules"])("a dependency that was edited in %s", (modules) => {
    const project = tempProject("shop");
    const inner = projectIn(join(project.folder, "inner"));
    for (const [file, text] of Object.entries(project.files())) inner.write(file, text);
    const install = (port: number) => {
      const folder = modules === "node_modules" ? inner : project;
      folder.write("node_modules/ports/package.json", '{ "type": "module", "exports": "./index.js" }');
      folder.write("node_modules/ports/index.js", 'export { port } from "./port.js";\n');
      folder.write("node_modules/ports/port.js", `export const port = ${port};\n`);
    };
    defaultPort(inner, "port", 'import { port } from "ports";');
    const found = [81, 82].map((port) => {
      install(port);
      return ask(inner);
    });
    expect(found).toEqual([81, 82]);
  });

  test("an entry of imports that points elsewhere", () => {
    const project = tempProject("shop");
    defaultPort(project, "port", 'import { port } from "#port";');
    for (const port of [81, 82]) project.write(`port-${port}.ts`, `export const port = ${port};\n`);
    const found = [81, 82].map((port) => {
      project.write("package.json", `{ "type": "module", "imports": { "#port": "./port-${port}.ts" } }`);
      return ask(project);
    });
    expect(found).toEqual([81, 82]);
  });

  test("a condition of imports", () => {
    const project = tempProject("shop");
    defaultPort(project, "port", 'import { port } from "#port";');
    for (const port of [81, 82]) project.write(`port-${port}.ts`, `export const port = ${port};\n`);
    const imports = { "#port": { hosted: "./port-82.ts", default: "./port-81.ts" } };
    project.write("package.json", JSON.stringify({ type: "module", imports }));
    expect([ask(project), ask(project, { NODE_OPTIONS: "--conditions=hosted" })]).toEqual([81, 82]);
  });

  test("a link that leads elsewhere", () => {
    const project = tempProject("shop");
    defaultPort(project, "port", 'import { port } from "./ports/port.ts";');
    const found = [81, 82].map((port) => {
      project.write(`ports-${port}/port.ts`, `export const port = ${port};\n`);
      rmSync(project.path("ports"), { force: true });
      symlinkSync(`ports-${port}`, project.path("ports"));
      return ask(project);
    });
    expect(found).toEqual([81, 82]);
  });

  test("a file that comes before the one that was found", () => {
    const project = tempProject("shop");
    defaultPort(project, "port", 'import { port } from "./port";');
    project.write("port.js", "export const port = 81;\n");
    expect(ask(project)).toBe(81);
    project.write("port.ts", "export const port: number = 82;\n");
    expect(ask(project)).toBe(82);
  });

  test("a file of the same size and time", () => {
    const project = tempProject("shop");
    expect(ask(project)).toBe(8080);
    const text = project.read("model.ts").replace("8080", "8081");
    mkdirSync(project.path("next"));
    cpSync(project.path("model.ts"), project.path("next/model.ts"), { preserveTimestamps: true });
    project.write("next/model.ts", text);
    renameSync(project.path("next/model.ts"), project.path("model.ts"));
    expect(ask(project)).toBe(8081);
  });
});
