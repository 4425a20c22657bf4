import { spawnSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { type Block, documents, workspace } from "./documents.ts";
import { notFollowed } from "./not-run.ts";
import { collections, sessions } from "./pages.ts";

const all = documents().flatMap(({ path, blocks }) => blocks.map((block) => ({ path, ...block })));
const rest = all.filter(({ path }) => ![...sessions, ...collections].includes(path));
const inLanguage = (...languages: string[]) => rest.filter(({ language }) => languages.includes(language));
const shell = inLanguage("sh");
const read = (file: string) => readFileSync(join(workspace, file), "utf8");

test("every block says its language, and it is one that is looked at", () => {
  const known = "sh console ts yaml json mermaid text helm diff jsonnet".split(" ");
  expect(all.filter(({ language }) => !known.includes(language))).toEqual([]);
});

describe("shell that no page's session runs", () => {
  test("is named with the test that runs it, or why none does", () => {
    const pages = new Set(shell.map(({ path }) => path));
    expect([...pages].sort()).toEqual(Object.keys(notFollowed).sort());
    for (const entry of Object.values(notFollowed))
      if ("by" in entry) expect(existsSync(join(workspace, entry.by))).toBe(true);
    const never = shell.flatMap(({ path }) => {
      const entry = notFollowed[path];
      return entry && "why" in entry ? [`${path}: ${entry.why}`] : [];
    });
    console.log(`blocks of shell in documentation that nothing runs: ${never.length}\n${never.join("\n")}`);
  });

  test.each(shell)("is well formed: $path: $text", ({ text }) => {
    // A word in angle brackets stands for what the reader knows.
    const script = text.replaceAll(/<\w+>/g, "word");
    expect(spawnSync("sh", ["-n"], { input: script, encoding: "utf8" })).toMatchObject({ status: 0 });
  });

  test("names scripts of npm that are there", () => {
    for (const { path, text } of [...shell, ...spansOf()]) {
      const folder = ["backend", "frontend"].find((part) => path.startsWith(part)) ?? ".";
      const { scripts = {} } = existsSync(join(workspace, folder, "package.json"))
        ? JSON.parse(read(join(folder, "package.json")))
        : {};
      for (const [, name] of text.matchAll(/\bnpm run ([\w:-]+)/g))
        expect({ path, name, there: Object.hasOwn(scripts, name ?? "") }).toMatchObject({ there: true });
    }
  });

  test("names verbs and options that the command has", () => {
    const help = new Map<string, string>();
    const helpOf = (verb: string) => {
      const program = join(workspace, "packages/schema/bin/chartmodel.cjs");
      const text = help.get(verb) ?? spawnSync(process.execPath, [program, verb, "--help"]).stdout.toString();
      help.set(verb, text);
      return text;
    };
    const calls = [...shell, ...inLanguage("console"), ...spansOf()].flatMap(({ path, text }) =>
      [...text.matchAll(/\bchartmodel ([a-z][a-z-]*)((?: +[^\n|#]*)?)/g)].map(([, verb = "", args = ""]) => ({
        path,
        verb,
        options: args.match(/(?<=\s)--[a-z][a-z-]*/g) ?? [],
      })),
    );
    expect(calls.length).toBeGreaterThan(30);
    for (const { path, verb, options } of calls) {
      expect({ path, verb, help: helpOf(verb) }).toMatchObject({ help: expect.stringContaining(verb) });
      for (const option of options.filter((one) => !general.has(one)))
        expect(`${path}: ${verb} ${helpOf(verb).includes(option) ? "has" : "lacks"} ${option}`).toBe(
          `${path}: ${verb} has ${option}`,
        );
    }
  });

  test("names files of this repository that are there", () => {
    for (const { path, text } of shell) {
      if (path.startsWith("packages/") || path.startsWith("examples/")) continue;
      for (const [name] of text.matchAll(
        /(?<=\s)(?:charts|environments|packages|tests|gitops|docs)\/[\w./*-]+/g,
      ))
        expect({ path, name, found: globSync(name, { cwd: workspace }) }).not.toMatchObject({ found: [] });
    }
  });
});

/** Options that every verb has, and one of MCP's inspector, which stands behind the command that it runs. */
const general = new Set(["--config", "--help", "--set", "--overlay", "--method"]);

function spansOf() {
  return documents().flatMap(({ path, spans }) => spans.map((text) => ({ path, text })));
}

describe("data", () => {
  test.each(inLanguage("yaml"))("is YAML: $path: $text", ({ text }) => {
    for (const document of parseAllDocuments(text)) expect(document.errors).toEqual([]);
  });

  test.each(inLanguage("json"))("is JSON: $path: $text", ({ text }) => {
    expect(() => JSON.parse(text)).not.toThrow();
  });

  test("names inputs that the action has, and hooks that there are", () => {
    const action = parse(read("action.yml"));
    const hooks = parse(read(".pre-commit-hooks.yaml")).map(({ id }: { id: string }) => id);
    const [step, hook] = inLanguage("yaml")
      .filter(({ path }) => path === "packages/lint/README.md")
      .map(({ text }) => parse(text));
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(step[0].with)));
    expect(hooks).toEqual(expect.arrayContaining(hook.repos[0].hooks.map(({ id }: { id: string }) => id)));
  });

  test("of an answer is what a refused value is told", () => {
    const { path, message, code } = JSON.parse(
      inLanguage("json").find(({ text }) => text.includes('"code"'))?.text ?? "",
    );
    const program = join(workspace, "packages/schema/bin/chartmodel.cjs");
    const set = `${path}=3`;
    const { stderr } = spawnSync(
      process.execPath,
      [program, "values", "--env", "local", "--chart", "todo-backend", "--set", set],
      { cwd: workspace, encoding: "utf8" },
    );
    expect(stderr).toContain(`${message} [${code}]`);
  });
});

test("the tree of CONTRIBUTING names what is there", () => {
  const tree =
    all.find(({ path, language }) => path === "CONTRIBUTING.md" && language === "text")?.text ?? "";
  const names = tree.split("\n").flatMap((line) => line.replace(/ {2,}.*/, "").split(/, /));
  expect(names.length).toBeGreaterThan(15);
  for (const name of names) expect({ name, found: foundAs(name) }).not.toMatchObject({ found: [] });
});

function foundAs(name: string): string[] {
  return globSync([name, `${name}.md`], { cwd: workspace });
}

/** Every program of TypeScript outside of the sessions is run by a test. */
test("TypeScript stands in sessions, and in READMEs of packages, whose programs are run as installed", () => {
  const pages = inLanguage("ts").map(({ path }: Block & { path: string }) => path);
  expect(pages.filter((path) => !/^packages\/\w+\/README\.md$/.test(path))).toEqual([]);
});
