import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../../tools/lib/workspace.mjs";
import { LanguageServer } from "./language-server.ts";

const server = new LanguageServer();
beforeAll(() => server.start());
afterAll(() => server.stop());

const files = [
  "charts/todo-backend/values.yaml",
  "charts/todo-frontend/values.yaml",
  "environments/production/todo-backend.values.yaml",
  "environments/production/todo-frontend.values.yaml",
];

let copies = 0;

/** The file as somebody edits it, under a name of its own beside it so that its schema is found. */
function edited(file: string, from: string, to: string) {
  const text = readFileSync(join(root, file), "utf8");
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  const changed = text.replace(from, to);
  const line = changed.split("\n").findIndex((one, index) => one !== text.split("\n")[index]);
  return { path: join(root, file.replace(".yaml", `.${++copies}.yaml`)), text: changed, line };
}

describe("an editor with yaml-language-server", () => {
  test.each(files)("has nothing against %s", async (file) => {
    expect(await server.diagnose(join(root, file), readFileSync(join(root, file), "utf8"))).toEqual([]);
  });

  test("underlines a wrong value and a misspelled key, each in its line", async () => {
    const wrong = edited(files[0] ?? "", "replicaCount: 1", "replicaCount: 0\nreplicaCuont: 1");
    const found = await server.diagnose(wrong.path, wrong.text);
    expect(found.map(({ range }) => range.start.line).sort((a, b) => a - b)).toEqual([
      wrong.line,
      wrong.line + 1,
    ]);
    expect(found.map(({ message }) => message).join()).toContain("replicaCuont");
  });

  test("offers the keys and the values that the model has, and shows what a field is", async () => {
    const { path, text, line } = edited(files[0] ?? "", '  pullPolicy: "IfNotPresent"', "  pullPolicy: ");
    await server.diagnose(path, text);
    const offered = await server.complete(path, line, "  pullPolicy: ".length);
    expect(offered.map((value) => value.replaceAll('"', ""))).toEqual(
      expect.arrayContaining(["Always", "IfNotPresent", "Never"]),
    );
    expect(await server.hover(path, line, 4)).toContain("When the node pulls the image");
    const key = edited(files[1] ?? "", "replicaCount: 1\n", "repl\n");
    await server.diagnose(key.path, key.text);
    expect(await server.complete(key.path, key.line, 4)).toContain("replicaCount");
  });
});
