import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { typeParser } from "../../src/load/type-parser.ts";
import { chartmodel } from "../support/chartmodel.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { type TempProject, tempProject } from "../support/temp-project.ts";

const values = ["values", "--env", "production", "--chart", "web"];

/** What the program keeps from one call to the next, in a user's cache folder of the test's own. */
function keeping(base = tempFolder()) {
  const folder = join(base, "chartmodel");
  return {
    base,
    folder,
    models: join(folder, "models"),
    run: (project: TempProject, args = values, env: Record<string, string> = {}) =>
      chartmodel(project, args, { env: { ...env, XDG_CACHE_HOME: base } }),
  };
}

/** Code that was made of a model; beside it stands what V8 made of that, which need not be the same each time. */
function codes(models: string): Map<string, Buffer> {
  return new Map([...contents(models)].filter(([file]) => file.endsWith(".cjs")));
}

function contents(folder: string): Map<string, Buffer> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    files.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name))]),
  );
}

test("the code of every model is kept, for this user alone", () => {
  const { run, folder, models } = keeping();
  const project = tempProject("shop");
  const first = run(project);
  expect(first.code).toBe(0);
  expect(readdirSync(models).length).toBeGreaterThanOrEqual(3);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const file of readdirSync(models)) expect(statSync(join(models, file)).mode & 0o777).toBe(0o600);
  expect(run(project)).toEqual(first);
});

describe("what is kept and broken is made anew:", () => {
  test.each([
    { what: "empty", damage: () => "" },
    { what: "cut off", damage: (text: string) => text.slice(0, text.length / 2) },
    { what: "without its end", damage: (text: string) => text.slice(0, -1) },
    { what: "other code", damage: (text: string) => text.replace("return true", "return (true)") },
    { what: "a hash of nothing", damage: (text: string) => text.replace(/^\/\/ \w+/, "//") },
    { what: "another program", damage: () => 'process.stdout.write("foreign");' },
  ])("$what", ({ damage }) => {
    const { run, models } = keeping();
    const project = tempProject("shop");
    const first = run(project);
    const whole = codes(models);
    for (const [file, text] of whole) writeFileSync(file, damage(text.toString()));
    expect(run(project)).toEqual(first);
    expect(codes(models)).toEqual(whole);
  });
});

describe("what V8 made of kept code is made anew", () => {
  const compiledIn = (models: string) =>
    readdirSync(models)
      .filter((name) => name.endsWith(".v8"))
      .map((name) => join(models, name));

  test.each<[what: string, damage: (bytes: Buffer, other: Buffer) => Uint8Array]>([
    ["where it is empty", () => Buffer.alloc(0)],
    ["where it is cut off", (bytes) => bytes.subarray(0, bytes.length / 2)],
    [
      "where one bit of it is another",
      (bytes) => bytes.with(bytes.length >> 1, (bytes.at(-1) as number) ^ 1),
    ],
    ["where it is that of other code", (_, other) => other],
  ])("%s", (_what, damage) => {
    const { run, models } = keeping();
    const project = tempProject("shop");
    const first = run(project);
    const files = compiledIn(models);
    expect(files.length).toBeGreaterThanOrEqual(2);
    const before = files.map((file) => readFileSync(file));
    const damaged = before.map((bytes, at) => damage(bytes, before.at(at - 1) as Buffer));
    for (const [at, file] of files.entries()) writeFileSync(file, damaged[at] as Uint8Array);
    expect(run(project)).toEqual(first);
    for (const [at, file] of files.entries())
      expect(readFileSync(file).equals(damaged[at] as Uint8Array)).toBe(false);
  });
});

describe("modules that were kept without their types are made anew", () => {
  const sourcesIn = (models: string) =>
    readdirSync(models)
      .filter((name) => name.endsWith(".types"))
      .map((name) => join(models, name));

  test.each<[what: string, damage: (text: string) => string]>([
    ["where they are cut off", (text) => text.slice(0, text.length / 2)],
    ["where a default in them is another", (text) => text.replaceAll("8080", "9090")],
    [
      "where they were made by another version",
      (text) => text.replaceAll(/^[\da-f]{64} /gm, `${"0".repeat(64)} `),
    ],
  ])("%s", (_what, damage) => {
    const { run, models } = keeping();
    const project = tempProject("shop");
    const first = run(project);
    expect(first.stdout).toContain("8080");
    const files = sourcesIn(models);
    expect(files).toHaveLength(1);
    const whole = files.map((file) => readFileSync(file, "utf8"));
    for (const [at, file] of files.entries()) writeFileSync(file, damage(whole[at] as string));
    expect(run(project)).toEqual(first);
    expect(files.map((file) => readFileSync(file, "utf8"))).toEqual(whole);
  });

  test("where their text is another, by what starts faster than Node's own", () => {
    const { run } = keeping();
    const project = tempProject("shop");
    expect(run(project).code).toBe(0);
    // Not by a module that Node is told to load first: that could have hooks.
    const report =
      'process.on("exit", () => process.stderr.write((process as any).moduleLoadList.join("\\n")));';
    project.edit("model.ts", "default: 8080", "default: 9090 as number");
    project.edit("model.ts", "const workerValues", `${report}\nconst workerValues`);
    const { stdout, stderr } = run(project);
    expect(stdout).toContain("port: 9090");
    expect(stderr).toContain("NativeModule fs");
    if (typeParser()) expect(stderr).not.toContain("amaro");
  });

  test("where Node is to do it: its errors are told", () => {
    const { run } = keeping();
    const project = tempProject("shop");
    expect(run(project).code).toBe(0);
    project.write("model.ts", `${project.read("model.ts")}\nenum Level { Low }\n`);
    const refused = run(project);
    expect(refused).toMatchObject({ stdout: "", stderr: expect.stringContaining("enum is not supported") });
    expect(run(project)).toEqual(refused);
  });
});

describe("the text of a schema, and of a table of values", () => {
  const generated = ["charts/web/values.schema.json", "charts/web/README.md", "overlay.schema.json"];
  const textsIn = (models: string) =>
    readdirSync(models)
      .filter((name) => name.endsWith(".txt"))
      .map((name) => join(models, name));

  /** Renders all of them anew. */
  function rendering() {
    const { run, models } = keeping();
    const project = tempProject("shop");
    project.edit(
      "chartmodel.config.ts",
      "valuesFiles(),",
      'valuesFiles(), overlaySchema({ path: "overlay.schema.json" }),',
    );
    project.edit("chartmodel.config.ts", "file,", "file, overlaySchema,");
    const render = (env: Record<string, string> = {}) => {
      for (const file of generated) if (existsSync(project.path(file))) project.remove(file);
      const { code, stderr } = run(project, ["render"], env);
      expect(stderr).not.toContain("error");
      expect(code).toBe(0);
      return generated.map(project.read);
    };
    return { project, models, render };
  }

  test.each<[what: string, damage: (bytes: Buffer, other: Buffer) => Uint8Array]>([
    ["empty", () => Buffer.alloc(0)],
    ["cut off", (bytes) => bytes.subarray(0, bytes.length / 2)],
    [
      "another by one bit",
      (bytes) => bytes.with(bytes.length >> 1, (bytes[bytes.length >> 1] as number) ^ 1),
    ],
    ["of another model", (_, other) => other],
  ])("is made anew where what was kept is %s", (_what, damage) => {
    const { models, render } = rendering();
    const first = render();
    const files = textsIn(models);
    expect(files.length).toBeGreaterThanOrEqual(5);
    const whole = files.map((file) => readFileSync(file));
    for (const [at, file] of files.entries())
      writeFileSync(file, damage(whole[at] as Buffer, whole.at(at - 1) as Buffer));
    expect(render()).toEqual(first);
    expect(files.map((file) => readFileSync(file))).toEqual(whole);
  });

  test("is of the schema as it is, also where the configuration changes one after it was defined", () => {
    const { project, render } = rendering();
    const change = `
      if (process.env["SHOP_LIMIT"])
        for (const { schema } of [model, charts.web]) Object.assign(schema.properties ?? {}, {
          extra: { type: "integer", description: \`At most \${process.env["SHOP_LIMIT"]}.\` },
        });
      export default defineProject({`;
    project.edit("chartmodel.config.ts", "export default defineProject({", change);
    const plain = render();
    for (const text of render({ SHOP_LIMIT: "12345" })) expect(text).toContain("At most 12345.");
    for (const text of render({ SHOP_LIMIT: "54321" })) expect(text).toContain("At most 54321.");
    expect(render()).toEqual(plain);
  });

  test("names the project that it is of", () => {
    const { project, render } = rendering();
    const first = render();
    project.edit("chartmodel.config.ts", 'name: "shop"', 'name: "store"');
    const renamed = (text: string) =>
      text.replace("from shop,", "from store,").replace("of shop, for", "of store, for");
    expect(render()).toEqual(first.map(renamed));
    expect(renamed(first[0] as string)).not.toBe(first[0]);
  });

  test("cannot hold other definitions than this package has", () => {
    const { project, models, render } = rendering();
    render();
    const change = `
      const [definition] = Object.values(charts.web.schema.definitions ?? {});
      Object.assign(definition ?? {}, { description: "mine" });
      export default defineProject({`;
    project.edit("chartmodel.config.ts", "export default defineProject({", change);
    for (const _ of [1, 2]) {
      const { code, stderr } = keeping(join(models, "../..")).run(project, ["render"]);
      expect(code).toBe(1);
      expect(stderr).toContain("Cannot");
    }
  });
});

test("what is kept is not written again", () => {
  const { run, models } = keeping();
  const project = tempProject("shop");
  run(project);
  const written = () => readdirSync(models).map((name) => [name, statSync(join(models, name)).ino]);
  const before = written();
  expect(run(project).code).toBe(0);
  expect(written()).toEqual(before);
});

describe("a cache that others can write is not used:", () => {
  test("a folder that everyone may write", () => {
    const { run, folder } = keeping();
    mkdirSync(folder);
    chmodSync(folder, 0o777);
    expect(run(tempProject("shop")).code).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("below a folder that everyone may write", () => {
    const { run, base, folder } = keeping();
    chmodSync(base, 0o777);
    expect(run(tempProject("shop")).code).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });

  test.skipIf(process.getuid?.() !== 0)("another user's folder", () => {
    const { run, folder } = keeping();
    mkdirSync(folder, { mode: 0o700 });
    chownSync(folder, 12345, 12345);
    expect(run(tempProject("shop")).code).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });
});

test("a cache that cannot be written is done without", () => {
  const base = join(tempFolder(), "file");
  writeFileSync(base, "");
  expect(keeping(base).run(tempProject("shop"))).toMatchObject({ code: 0, stderr: "" });
});

test.each<[what: string, place: (path: string) => void]>([
  ["a file", (path) => writeFileSync(path, "")],
  ["a link to itself", (path) => symlinkSync(path, path)],
])("a folder for what is kept that is %s is done without", (_, place) => {
  const { run, folder, models } = keeping();
  const project = tempProject("shop");
  const { code, stdout } = run(project);
  expect(code).toBe(0);
  rmSync(folder, { recursive: true });
  mkdirSync(folder, { mode: 0o700 });
  place(models);
  expect(run(project)).toEqual({ code: 0, stdout, stderr: "" });
});

test("hooks of a module that Node loads first see the configuration as ever", () => {
  const { run } = keeping();
  const project = tempProject("shop");
  project.write(
    "hook.mjs",
    `import { registerHooks } from "node:module";
registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.endsWith(".ts")) return loaded;
    return { ...loaded, source: String(loaded.source).replaceAll("orders", "parcels") };
  },
});\n`,
  );
  const args = ["values", "--env", "production", "--chart", "worker"];
  const plain = run(project, args);
  const hooked = run(project, args, { NODE_OPTIONS: `--import ${join(project.folder, "hook.mjs")}` });
  expect(plain.stdout).toContain("orders");
  expect(hooked.stdout).toBe(plain.stdout.replaceAll("orders", "parcels"));
});

test("neither a secret nor its hash is kept", () => {
  const { run, base } = keeping();
  const project = tempProject("shop");
  const secret = "correct-horse-7f3a";
  project.edit("environments.ts", '"correct-horse-battery"', 'process.env["SHOP_TOKEN"] ?? ""');
  project.edit(
    "model.ts",
    'maxLength: 40, default: ""',
    'maxLength: 40, default: process.env["SHOP_TOKEN"] ?? ""',
  );
  const env = { SHOP_TOKEN: secret };
  expect([run(project, values, env).code, run(project, values, env).code]).toEqual([0, 0]);
  const kept = contents(base);
  expect(kept.size).toBeGreaterThan(0);
  const hash = createHash("sha256").update(secret).digest("hex");
  for (const [file, bytes] of kept) {
    expect(bytes.includes(secret)).toBe(false);
    expect(`${file} ${bytes.toString("latin1")}`).not.toContain(hash);
  }
});

test("a model that is refused is refused again", () => {
  const { run } = keeping();
  const project = tempProject("shop");
  project.edit("model.ts", "default: 8080", "default: 80800");
  const first = run(project);
  expect(first).toMatchObject({ code: 1, stderr: expect.stringContaining("the default does not fit") });
  expect(run(project)).toEqual(first);
});

test("a model is not taken for the one that its JSON is of, in which a function is nothing", () => {
  const project = tempProject("shop");
  const { run } = keeping();
  project.edit("model.ts", ', default: "orders" }', " }");
  project.edit("environments.ts", 'host: "localhost"', 'host: "localhost", queue: "orders"');
  expect(run(project).code).toBe(0);
  project.edit(
    "model.ts",
    '"Queue of the worker." }',
    '"Queue of the worker.", default: (() => "other") as never }',
  );
  expect(run(project)).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/queue: default .*a function/),
  });
});
