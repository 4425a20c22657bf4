import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

const file = fileURLToPath(new URL("../fixtures/editor/environments.ts", import.meta.url));
const source = readFileSync(file, "utf8");
const config = fileURLToPath(new URL("../../../../tsconfig.json", import.meta.url));

/** What an editor shows of the key that the text at hand begins with. */
function hover(text: string): string {
  const info = service.getQuickInfoAtPosition(file, source.indexOf(text));
  return [ts.displayPartsToString(info?.displayParts), ts.displayPartsToString(info?.documentation)].join(
    "\n",
  );
}

const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(config, ts.sys.readFile).config,
  ts.sys,
  fileURLToPath(new URL("../../../../", import.meta.url)),
);
const service = ts.createLanguageService({
  ...ts.sys,
  useCaseSensitiveFileNames: () => true,
  getCompilationSettings: () => options,
  getScriptFileNames: () => [file],
  getScriptVersion: () => "1",
  getScriptSnapshot: (name) => {
    const text = ts.sys.readFile(name);
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
  },
  getCurrentDirectory: () => ts.sys.getCurrentDirectory(),
  getDefaultLibFileName: ts.getDefaultLibFilePath,
});

test.each([
  ['size: "large"', '(property) size?: "small" | "large"\nHow much it serves.'],
  ['size: "small"', '(property) size?: "small" | "large"\nHow much it serves.'],
  ["pods: 3", "(property) pods?: number\nPods to run."],
])("a key of an environment shows its type and the comment above its field: %s", (text, shown) => {
  expect(hover(text)).toBe(shown);
});

test("a key of an environment leads to its field in the model", () => {
  const [definition] = service.getDefinitionAtPosition(file, source.indexOf('size: "large"')) ?? [];
  expect(definition && source.slice(definition.textSpan.start).startsWith("size: Type.Enum")).toBe(true);
});
