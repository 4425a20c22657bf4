import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { typeParser } from "../../src/load/type-parser.ts";
import { chartmodel } from "../support/chartmodel.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { type TempProject, tempProject } from "../support/temp-project.ts";

const values = ["values", "--env", "production", "--chart", "web"];

/**
 * What the program makes of a project where nothing is kept, where nothing is kept yet, and where all is: it must be the
 * same; and who loaded the modules.
 */
function load(project: TempProject, args = values) {
  const base = tempFolder();
  const file = join(tempFolder(), "file");
  writeFileSync(file, "");
  const run = (cache: string) => chartmodel(project, args, { env: { XDG_CACHE_HOME: cache } });
  const byNode = run(file);
  expect([run(base), run(base)]).toEqual([byNode, byNode]);
  const models = join(base, "chartmodel/models");
  const kept = existsSync(models) ? readdirSync(models) : [];
  return { ...byNode, isLinked: !kept.some((name) => name.endsWith(".types")) };
}

/** The shop, with more modules, and a text at the end of its model. */
function shop(addition: string, files: Record<string, string> = {}): TempProject {
  const project = tempProject("shop");
  project.edit("model.ts", '"info"], {', '"info"], { title: String(shown),');
  project.write("model.ts", `import { shown } from "./shown.ts";\n${project.read("model.ts")}`);
  project.edit("model.ts", "default: 8080", "default: Number(shown)");
  project.write("shown.ts", addition);
  for (const [name, text] of Object.entries(files)) project.write(name, text);
  return project;
}

describe.skipIf(!typeParser())("a configuration is what Node makes of it", () => {
  test.each<[what: string, addition: string, files?: Record<string, string>]>([
    ["a constant", "export const shown: number = 8081;"],
    [
      "a function, used before it is written",
      "const n = f(); function f() { return 8081 } export { n as shown };",
    ],
    ["a default", 'import n from "./n.ts"; export { n as shown };', { "n.ts": "export default 8000 + 81;" }],
    [
      "one that is handed on",
      'export { default as shown } from "./n.ts";',
      { "n.ts": "export default class Port { static toString() { return '8081' } }" },
    ],
    ["patterns", "export const { a: [shown = 8081], ...rest }: any = { a: [] };"],
    [
      "a name that hides an import",
      'import { n } from "./n.ts"; export const shown = ((n) => n)(n);',
      { "n.ts": "export const n = 8081" },
    ],
    ["this", "export const shown = this === undefined ? 8081 : 1;"],
    [
      "no names of another kind of module",
      'export const shown = [typeof require, typeof module, typeof exports].every((t) => t === "undefined") ? 8081 : 1;',
    ],
    [
      "strict code",
      "export let ok = false; try { undeclared = 1 } catch { ok = true } export const shown = ok ? 8081 : 1;".replace(
        "export let ok",
        "let ok",
      ),
    ],
    [
      "an import for what it does",
      'import "./n.ts"; export const shown = (globalThis as any).n;',
      { "n.ts": "(globalThis as any).n = 8081;" },
    ],
    [
      "what Node has",
      'import { basename } from "node:path"; import * as path from "node:path"; export const shown = path.basename === basename ? Number(basename("/8081")) : 1;',
    ],
    [
      "where it is",
      'const [, line, column] = /shown.ts:(\\d+):(\\d+)/.exec(new Error().stack ?? "") ?? []; export const shown = 8000 + Number(line) * 10 + Number(column) % 10;',
    ],
    [
      "a module that two names lead to",
      'import { n } from "./n.ts"; import { n as m } from "./n"; export const shown = n === m ? 8081 : 1;',
      { "n.ts": "export const n = {};" },
    ],
    [
      "the order of modules",
      'import "./a.ts"; import { n } from "./n.ts"; import "./b.ts"; export const shown = Number(n.join(""));',
      {
        "n.ts": "export const n: number[] = [];",
        "a.ts": 'import { n } from "./n.ts"; n.push(80);',
        "b.ts": 'import { n } from "./n.ts"; n.push(81);',
      },
    ],
  ])("without Node's loader: %s", (_what, addition, files) => {
    expect(load(shop(addition, files))).toMatchObject({ code: 0, isLinked: true });
  });

  test.each<[what: string, addition: string, files?: Record<string, string>]>([
    ["one that waits", "export const shown = await 8081;"],
    ["one that knows its place", "export const shown = import.meta.url.endsWith('shown.ts') ? 8081 : 1;"],
    [
      "a variable that changes",
      'import { n, set } from "./n.ts"; set(); export const shown = n;',
      { "n.ts": "export let n = 1; export function set() { n = 8081 }" },
    ],
    [
      "a function that changes",
      'import { n, set } from "./n.ts"; set(); export const shown = n();',
      { "n.ts": "export function n() { return 1 } export function set() { (n as any) = () => 8081 }" },
    ],
    [
      "modules in a circle",
      'import { n } from "./n.ts"; export const one = 1; export const shown = n();',
      { "n.ts": 'import { one } from "./shown.ts"; export function n() { return 8080 + one }' },
    ],
    ["all that another exports", 'export * from "./n.ts";', { "n.ts": "export const shown = 8081;" }],
    [
      "a module as an object",
      'import * as n from "./n.ts"; export const shown = Object.prototype.toString.call(n) === "[object Module]" ? n.n : 1;',
      { "n.ts": "export const n = 8081;" },
    ],
    [
      "a module that is asked for later",
      'export const shown = (await import("./n.ts")).n;',
      { "n.ts": "export const n = 8081;" },
    ],
    [
      "JavaScript",
      'import { n } from "./n.js"; export const shown = n;',
      { "n.js": "export const n = 8081;" },
    ],
    [
      "a package that reads what a module set",
      'import "./set.ts"; import { n } from "n"; export const shown = n;',
      {
        "set.ts": "(globalThis as any).n = 8081;",
        "node_modules/n/index.js": "export const n = globalThis.n ?? 1;",
        "node_modules/n/package.json": '{ "name": "n", "type": "module", "exports": "./index.js" }',
      },
    ],
    ["a function that is made of a text", "export const shown = new Function('return 8081')();"],
    ["code that is made of a text", "export const shown = eval('8081');"],
    [
      "a function without a name",
      'import n from "./n.ts"; export const shown = n.name === "default" ? n() : 1;',
      { "n.ts": "export default function () { return 8081 }" },
    ],
  ])("by Node's loader: %s", (_what, addition, files) => {
    expect(load(shop(addition, files))).toMatchObject({ code: 0, isLinked: false });
  });

  test.each<[what: string, addition: string, files?: Record<string, string>]>([
    ["an error while it is loaded", "export const shown = 8081;\n\nthrow new Error('broken');"],
    [
      "an error in a function",
      "export const shown = f();\nfunction f(): number { throw new TypeError('broken') }",
    ],
    [
      "a constant that is changed",
      'import { n } from "./n.ts"; (n as any) = 2; export const shown = n;',
      { "n.ts": "export const n = 1;" },
    ],
    ["a value before it is there", "export const shown = late; const late = 8081;"],
    [
      "a name that nothing exports",
      'import { m } from "./n.ts"; export const shown = m;',
      { "n.ts": "export const n = 1;" },
    ],
    [
      "a type that is imported as a value",
      'import { N } from "./n.ts"; export const shown: N = 1;',
      { "n.ts": "export type N = number;" },
    ],
    [
      "a file that is not there",
      'import { n } from "./nn.ts"; export const shown = n;',
      { "n.ts": "export const n = 1;" },
    ],
    ["what is no TypeScript", "export const shown = ;"],
    ["a name twice", "export const shown = 1; function shown() {}"],
    ["a label of nothing", "export const shown = 1; break away;"],
  ])("where it is wrong: %s", (_what, addition, files) => {
    expect(load(shop(addition, files)).code).not.toBe(0);
  });

  test("also an arrow that begins a comment, which modules do not have", () => {
    const env = { XDG_CACHE_HOME: tempFolder() };
    const project = shop("let b = 8082; const a = 1; export const shown = a <!--b ? 1 : 8081\n;");
    for (const _ of ["cold", "warm"]) expect(chartmodel(project, values, { env }).code).toBe(1);
  });

  test("also what is said of a place", () => {
    const project = shop("export const shown = 8081;");
    const { stdout, isLinked } = load(project, ["explain", "--env", "production", "web.replicas"]);
    expect(stdout).toContain("environments.ts:16");
    expect(isLinked).toBe(true);
  });
});

describe.skipIf(!typeParser())("a kept module is found by its text alone:", () => {
  const keeping = (project: TempProject) => {
    const env = { XDG_CACHE_HOME: tempFolder() };
    return () => chartmodel(project, values, { env }).stdout;
  };

  test("another text, and the former one again", () => {
    const project = shop("export const shown = 8081;");
    const run = keeping(project);
    expect(run()).toContain("port: 8081");
    project.write("shown.ts", "export const shown = 8082;");
    expect(run()).toContain("port: 8082");
    project.write("shown.ts", "export const shown = 8081;");
    expect(run()).toContain("port: 8081");
  });

  test("modules that changed places", () => {
    const project = shop(
      'import { n } from "./a.ts"; import { n as m } from "./b.ts"; export const shown = 8000 + n * 10 + m;',
      { "a.ts": "export const n = 8;", "b.ts": "export const n = 1;" },
    );
    const run = keeping(project);
    expect(run()).toContain("port: 8081");
    project.write("a.ts", "export const n = 1;");
    project.write("b.ts", "export const n = 8;");
    expect(run()).toContain("port: 8018");
  });

  test("a file that comes before the one that was meant", () => {
    const project = shop('import { n } from "./n"; export const shown = n;', {
      "n/index.ts": "export const n = 8081;",
    });
    const run = keeping(project);
    expect(run()).toContain("port: 8081");
    project.write("n.ts", "export const n = 8082;");
    expect(run()).toContain("port: 8082");
  });
});
