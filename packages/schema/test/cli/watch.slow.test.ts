import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, renameSync, rmSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { program } from "../support/paths.ts";
import { type TempProject, tempProject } from "../support/temp-project.ts";

/** A running `chartmodel watch`, which ends with the test. */
class Watch {
  readonly #process: ChildProcess;
  text = "";

  constructor(project: TempProject) {
    this.#process = spawn(process.execPath, [program, "watch"], {
      cwd: project.folder,
      stdio: ["ignore", "inherit", "pipe"],
    });
    this.#process.stderr?.on("data", (chunk) => {
      this.text += chunk;
    });
    onTestFinished(async () => {
      if (this.#process.exitCode !== null) return;
      this.#process.kill("SIGKILL");
      await once(this.#process, "exit");
    });
  }

  /** How often it rendered, or tried to. */
  get rounds(): number {
    return this.text.match(/watching \d+ files|waiting for the next change/g)?.length ?? 0;
  }

  /** Does something, and waits until it was followed by a round whose words fit; gives those words. */
  async after(act: () => void, words: RegExp): Promise<string> {
    const start = this.text.length;
    act();
    await expect.poll(() => this.text.slice(start), { timeout: 60_000 }).toMatch(words);
    return this.text.slice(start);
  }
}

async function started(project: TempProject, words = /watching/): Promise<Watch> {
  const watch = new Watch(project);
  await watch.after(() => {}, words);
  return watch;
}

const production = "environments/production/shop-web.values.yaml";

test("renders at once, and again after an edit of an imported file", async () => {
  const project = tempProject("shop");
  const watch = await started(project);
  expect(project.read(production)).toContain("replicas: 3");
  await watch.after(
    () => project.edit("environments.ts", "replicas: 3", "replicas: 4"),
    /changed .*production[\s\S]*watching/,
  );
  expect(project.read(production)).toContain("replicas: 4");
});

test("says nothing else, however often it renders", async () => {
  const project = tempProject("shop");
  const watch = await started(project);
  for (let replicas = 3; replicas < 15; replicas++)
    await watch.after(
      () => project.edit("environments.ts", `replicas: ${replicas}`, `replicas: ${replicas + 1}`),
      /changed .*production[\s\S]*watching/,
    );
  expect(watch.text).not.toMatch(/warning/i);
});

test("reads anew what is required", async () => {
  const project = tempProject("shop");
  project.write("a.cjs", "module.exports = 1;\n");
  project.write("b.json", "2\n");
  project.write("c.cjs", 'module.exports = require("./b.json");\n');
  project.write(
    "environments.ts",
    `import { createRequire } from "node:module";\nimport a from "./a.cjs";\nconst c = createRequire(import.meta.url)("./c.cjs");\n${project.read("environments.ts").replace("replicas: 3", "replicas: a + c")}`,
  );
  const watch = await started(project);
  expect(project.read(production)).toContain("replicas: 3");
  for (const [file, from, to, replicas] of [
    ["a.cjs", "1", "2", 4],
    ["b.json", "2", "3", 5],
    ["b.json", "3", "4", 6],
  ] as const) {
    await watch.after(
      () => project.edit(file, from, to),
      /(?:changed .*production|none changed)[\s\S]*watching/,
    );
    expect(project.read(production)).toContain(`replicas: ${replicas}`);
  }
});

test("survives a wrong edit, writes nothing, and goes on after the right one", async () => {
  const project = tempProject("shop");
  const watch = await started(project);
  const before = project.read(production);
  await watch.after(
    () => project.edit("environments.ts", "replicas: 3", "replicas: 300"),
    /web\.replicas must be[\s\S]*waiting/,
  );
  await watch.after(
    () => project.edit("environments.ts", "replicas: 300", "replicas: ]"),
    /environments\.ts[\s\S]*waiting/,
  );
  expect(project.read(production)).toBe(before);
  await watch.after(
    () => project.edit("environments.ts", "replicas: ]", "replicas: 5"),
    /changed .*production[\s\S]*watching/,
  );
  expect(project.read(production)).toContain("replicas: 5");
});

test("picks up a file that is newly imported, in a new folder", async () => {
  const project = tempProject("shop");
  const watch = await started(project);
  project.write("shared/sizes.ts", "export const replicas = 6;\n");
  const use = () => {
    project.write(
      "environments.ts",
      `import { replicas } from "./shared/sizes.ts";\n${project.read("environments.ts").replace("replicas: 3", "replicas")}`,
    );
  };
  await watch.after(use, /changed .*production[\s\S]*watching/);
  await watch.after(() => project.edit("shared/sizes.ts", "6", "7"), /changed .*production[\s\S]*watching/);
  expect(project.read(production)).toContain("replicas: 7");
});

test("picks up an overlay that appears, changes and goes", async () => {
  const project = tempProject("shop");
  project.write("overlays/readme.md", "");
  const watch = await started(project);
  await watch.after(
    () => project.write("overlays/production.yaml", "web: { replicas: 8 }\n"),
    /changed .*production[\s\S]*watching/,
  );
  await watch.after(
    () => project.write("overlays/production.yaml", "web: { replicas: 9 }\n"),
    /changed .*production[\s\S]*watching/,
  );
  expect(project.read(production)).toContain("replicas: 9");
  await watch.after(() => project.remove("overlays/production.yaml"), /changed .*production[\s\S]*watching/);
  expect(project.read(production)).toContain("replicas: 3");
});

test("picks up an overlay whose folder is not there yet", async () => {
  const project = tempProject("shop");
  const watch = await started(project);
  const write = (replicas: number) =>
    project.write("overlays/production.yaml", `web: { replicas: ${replicas} }\n`);
  await watch.after(() => write(8), /changed .*production[\s\S]*watching/);
  await watch.after(() => write(9), /changed .*production[\s\S]*watching/);
  await watch.after(() => project.remove("overlays"), /changed .*production[\s\S]*watching/);
  await watch.after(() => write(10), /changed .*production[\s\S]*watching/);
  expect(project.read(production)).toContain("replicas: 10");
});

test("goes on when folders of sources are replaced", async () => {
  const project = tempProject("shop");
  project.write("shared/deep/sizes.ts", "export const replicas = 2;\n");
  project.write(
    "environments.ts",
    `import { replicas } from "./shared/deep/sizes.ts";\n${project.read("environments.ts").replace("replicas: 3", "replicas")}`,
  );
  const watch = await started(project);
  const changed = /changed .*production[\s\S]*watching/;
  await watch.after(() => {
    renameSync(project.path("shared"), project.path("before"));
    project.write("shared/deep/sizes.ts", "export const replicas = 3;\n");
  }, changed);
  await watch.after(() => project.edit("shared/deep/sizes.ts", "3", "4"), changed);
  // The same number may be given to the new folder.
  await watch.after(() => {
    project.remove("shared/deep");
    project.write("shared/deep/sizes.ts", "export const replicas = 5;\n");
  }, changed);
  await watch.after(() => project.edit("shared/deep/sizes.ts", "5", "6"), changed);
  expect(project.read(production)).toContain("replicas: 6");
});

test("goes on when the project's folder is replaced", async () => {
  const project = tempProject("shop");
  const watch = await started(project);
  await watch.after(() => {
    renameSync(project.folder, `${project.folder}-before`);
    cpSync(`${project.folder}-before`, project.folder, { recursive: true });
    onTestFinished(() => rmSync(`${project.folder}-before`, { recursive: true }));
    project.edit("environments.ts", "replicas: 3", "replicas: 4");
  }, /changed .*production[\s\S]*watching/);
  await watch.after(
    () => project.edit("environments.ts", "replicas: 4", "replicas: 5"),
    /changed .*production[\s\S]*watching/,
  );
  expect(project.read(production)).toContain("replicas: 5");
});

test("waits for a mended file also where the first start fails in an imported one", async () => {
  const project = tempProject("shop");
  project.write("shared/sizes.ts", "export const replicas = ;\n");
  project.write(
    "environments.ts",
    `import { replicas } from "./shared/sizes.ts";\n${project.read("environments.ts").replace("replicas: 3", "replicas")}`,
  );
  const watch = await started(project, /waiting/);
  await watch.after(() => project.write("shared/sizes.ts", "export const replicas = 2;\n"), /watching/);
  expect(project.read(production)).toContain("replicas: 2");
});

test("does not loop over the files that it writes itself", async () => {
  const project = tempProject("shop");
  const watch = await started(project);
  await watch.after(
    () => project.edit("environments.ts", "replicas: 3", "replicas: 4"),
    /changed .*production[\s\S]*watching/,
  );
  // A round that follows is one that this edit asked for, so all that were caused by writing are over.
  await watch.after(
    () => project.edit("environments.ts", "replicas: 4", "replicas: 5"),
    /changed .*production[\s\S]*watching/,
  );
  const rounds = watch.rounds;
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(watch.rounds - rounds).toBeLessThanOrEqual(1);
});
