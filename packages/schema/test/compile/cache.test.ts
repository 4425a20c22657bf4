import { existsSync, readdirSync, rmSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { chartmodel } from "../support/chartmodel.ts";
import { type TempProject, tempProject } from "../support/temp-project.ts";

const cache = "node_modules/.cache/chartmodel/chartmodel.config.ts";
const forget = (project: TempProject) =>
  rmSync(project.path("node_modules/.cache"), { recursive: true, force: true });
const hasCache = (project: TempProject) => existsSync(project.path(`${cache}/manifest.json`));

/**
 * Answers come from the cache only where the files are a moment older than it: the program does not trust times that
 * are too close. So the first call after an edit warms the cache, and this waits until a call has.
 */
function warmed(project: TempProject, args: readonly string[]): void {
  chartmodel(project, args);
  expect(hasCache(project)).toBe(true);
}

const calls = [
  ["values", "--env", "production", "--chart", "shop-web"],
  ["values", "--env", "development", "--chart", "shop-worker", "--json"],
  ["schema", "--chart", "shop-web"],
  ["schema", "--chart", "shop-worker"],
];

describe("an answer from the cache is the answer without it:", () => {
  test.each(calls.map((args) => ({ args })))("$args", ({ args }) => {
    const project = tempProject("shop");
    const first = chartmodel(project, args);
    warmed(project, args);
    expect(chartmodel(project, args)).toEqual(first);
    expect(first.code).toBe(0);
  });

  test("render", () => {
    const project = tempProject("shop");
    chartmodel(project, ["render"]);
    const without = project.files();
    warmed(project, ["render"]);
    for (const folder of ["environments", "charts", "docs"]) project.remove(folder);
    expect(chartmodel(project, ["render"]).code).toBe(0);
    expect(project.files()).toEqual(without);
  });

  test("an output that looks into the models", () => {
    const project = tempProject("shop");
    project.edit(
      "chartmodel.config.ts",
      "valuesFiles(),",
      'valuesFiles(), file("keys.txt", () => `${Object.keys(model.schema.properties ?? {})} ${Object.keys(charts.web)}`),',
    );
    chartmodel(project, ["render"]);
    const without = project.read("keys.txt");
    chartmodel(project, ["render"]);
    expect(project.read("keys.txt")).toBe(without);
  });

  test("an output that looks at a builder's result", () => {
    const project = tempProject("shop");
    project.edit("model.ts", "const webValues", "export const webValues");
    project.edit("chartmodel.config.ts", "{ charts, model }", "{ charts, model, webValues }");
    project.edit(
      "chartmodel.config.ts",
      "valuesFiles(),",
      'valuesFiles(), file("keys.txt", () => Object.keys(webValues.properties).join()),',
    );
    chartmodel(project, ["render"]);
    expect(project.read("keys.txt")).toBe("replicas,port,level,annotations,probe");
    chartmodel(project, ["render"]);
    expect(project.read("keys.txt")).toBe("replicas,port,level,annotations,probe");
  });
});

describe("the next call is right after", () => {
  const read = (project: TempProject, ...args: string[]) => {
    const { stdout } = chartmodel(project, [
      "values",
      "--env",
      "production",
      "--chart",
      "web",
      "--json",
      ...args,
    ]);
    return JSON.parse(stdout) as { replicas: number; port: number; annotations: object };
  };
  const warmProject = () => {
    const project = tempProject("shop");
    warmed(project, ["values", "--env", "production", "--chart", "web"]);
    warmed(project, ["values", "--env", "production", "--chart", "web"]);
    return project;
  };

  test("an edit of an imported file", () => {
    const project = warmProject();
    project.edit("environments.ts", "replicas: 3", "replicas: 4");
    expect(read(project).replicas).toBe(4);
    project.edit("environments.ts", "replicas: 4", "replicas: 5");
    expect(read(project).replicas).toBe(5);
  });

  test("an edit of the configuration itself", () => {
    const project = warmProject();
    project.edit("chartmodel.config.ts", "    web,\n", "    web: { ...web, replicas: 9 },\n");
    expect(read(project).replicas).toBe(9);
  });

  test("an edit of the model", () => {
    const project = warmProject();
    project.edit("model.ts", "default: 8080", "default: 8081");
    expect(read(project).port).toBe(8081);
    expect(chartmodel(project, ["schema", "--chart", "web"]).stdout).toContain('"default": 8081');
  });

  test("an edit that makes it wrong, and the one that mends it", () => {
    const project = warmProject();
    project.edit("environments.ts", "replicas: 3", "replicas: 300");
    expect(chartmodel(project, ["render"])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("web.replicas"),
    });
    project.edit("environments.ts", "replicas: 300", "replicas: 3");
    expect(chartmodel(project, ["render"]).code).toBe(0);
  });

  test("an overlay appears, changes and goes", () => {
    const project = warmProject();
    project.write("overlays/production.yaml", "web: { replicas: 7 }\n");
    expect(read(project).replicas).toBe(7);
    project.write("overlays/production.yaml", "web: { replicas: 8 }\n");
    expect(read(project).replicas).toBe(8);
    project.remove("overlays");
    expect(read(project).replicas).toBe(3);
  });

  test("--set and --overlay, which the cache knows nothing of", () => {
    const project = warmProject();
    expect(read(project, "--set", "web.replicas=6").replicas).toBe(6);
    expect(read(project).replicas).toBe(3);
  });

  test("an unknown name, which the cache leaves to the whole program", () => {
    const { code, stderr } = chartmodel(warmProject(), ["values", "--env", "prodution", "--chart", "web"]);
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean "production"?');
  });

  test("a new version of a file with the size of the old one", () => {
    const project = warmProject();
    project.edit("environments.ts", "replicas: 3", "replicas: 2");
    expect(read(project).replicas).toBe(2);
  });
});

describe("a configuration that does not give the same every time is never remembered wrongly:", () => {
  const ports = (project: TempProject, port: string) =>
    JSON.parse(
      chartmodel(project, ["values", "--env", "development", "--chart", "web", "--json"], {
        env: { SHOP_PORT: port },
      }).stdout,
    ).port;

  test("it reads process.env", () => {
    const project = tempProject("shop");
    project.edit(
      "environments.ts",
      'host: "localhost",',
      'host: "localhost",\n  web: { port: Number(process.env["SHOP_PORT"]) },',
    );
    expect(["81", "82", "82", "83"].map((port) => ports(project, port))).toEqual([81, 82, 82, 83]);
  });

  test("it reads process.env by another name", () => {
    const project = tempProject("shop");
    project.edit(
      "environments.ts",
      'host: "localhost",',
      'host: "localhost",\n  web: { port: Number(globalThis["proc" + "ess"].env.SHOP_PORT) },',
    );
    expect(["81", "82", "83"].map((port) => ports(project, port))).toEqual([81, 82, 83]);
  });

  test("it imports the environment from node:process", () => {
    const project = tempProject("shop");
    project.write(
      "environments.ts",
      `import { env } from "node:process";\n${project.read("environments.ts")}`,
    );
    project.edit(
      "environments.ts",
      'host: "localhost",',
      'host: "localhost",\n  web: { port: Number(env["SHOP_PORT"]) },',
    );
    expect(["81", "82", "83"].map((port) => ports(project, port))).toEqual([81, 82, 83]);
  });

  test("it imports a package, and another version of it is installed", () => {
    const project = tempProject("shop");
    const install = (port: number) => {
      project.write("node_modules/ports/package.json", '{ "type": "module", "exports": "./index.js" }');
      project.write("node_modules/ports/index.js", `export const port = ${port};\n`);
      project.write("node_modules/.package-lock.json", JSON.stringify({ port }));
    };
    install(81);
    project.write("environments.ts", `import { port } from "ports";\n${project.read("environments.ts")}`);
    project.edit("environments.ts", 'host: "localhost",', 'host: "localhost",\n  web: { port },');
    expect(ports(project, "")).toBe(81);
    expect(ports(project, "")).toBe(81);
    install(82);
    expect(ports(project, "")).toBe(82);
  });

  test("it reads a file", () => {
    const project = tempProject("shop");
    project.write("port.txt", "81");
    project.write(
      "environments.ts",
      `import { readFileSync } from "node:fs";\n${project.read("environments.ts")}`,
    );
    project.edit(
      "environments.ts",
      'host: "localhost",',
      'host: "localhost",\n  web: { port: Number(readFileSync("port.txt", "utf8")) },',
    );
    const read = (port: string) => {
      project.write("port.txt", port);
      return ports(project, "");
    };
    expect(["81", "82", "83"].map(read)).toEqual([81, 82, 83]);
  });
});

describe("a configuration that cannot be bundled still works:", () => {
  test.each([
    { what: "a top-level await", line: "await Promise.resolve();" },
    { what: "its own place", line: "export const here = import.meta.dirname;" },
    { what: "an import that is computed", line: 'await import("./" + "model.ts");' },
  ])("$what", ({ line }) => {
    const project = tempProject("shop");
    project.write("environments.ts", `${project.read("environments.ts")}\n${line}\n`);
    const args = ["values", "--env", "production", "--chart", "web", "--json"];
    const first = chartmodel(project, args);
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(chartmodel(project, args)).toEqual(first);
  });
});

test("a cache that is broken is made anew", () => {
  const project = tempProject("shop");
  const args = ["schema", "--chart", "web"];
  warmed(project, args);
  const { stdout } = chartmodel(project, args);
  for (const file of readdirSync(project.path(cache))) project.write(`${cache}/${file}`, "broken");
  expect(chartmodel(project, args)).toEqual({ code: 0, stdout, stderr: "" });
  forget(project);
  expect(chartmodel(project, args)).toEqual({ code: 0, stdout, stderr: "" });
});
