import { describe, expect, test } from "vitest";
import { runMain } from "../support/chartmodel.ts";
import { tempProject } from "../support/temp-project.ts";

const config = "chartmodel.config.ts";
const library = '"@chartmodel/schema"';

describe("an import that leads nowhere is told by the file and the line that have it:", () => {
  test.each<{ what: string; from: string; to: string; says: string }>([
    {
      what: "a misspelled file",
      from: '"./model.ts"',
      to: '"./modle.ts"',
      says: 'imports "./modle.ts", and there is no such file; did you mean "./model.ts"?',
    },
    {
      what: "a folder that is not there",
      from: '"./model.ts"',
      to: '"./modle/model.ts"',
      says: 'imports "./modle/model.ts", and there is no such file',
    },
    {
      what: "a misspelled package",
      from: library,
      to: '"@chartmodel/shema"',
      says: 'imports "@chartmodel/shema", and no package of that name is installed; did you mean "@chartmodel/schema"?',
    },
    {
      what: "a package that is not installed",
      from: library,
      to: '"not-installed"',
      says: 'imports "not-installed", and no package of that name is installed: mend the name, or install it',
    },
    {
      what: "a part that a package does not have",
      from: library,
      to: '"@chartmodel/schema/model"',
      says: `imports "@chartmodel/schema/model": Package subpath './model' is not defined`,
    },
    {
      what: "a misspelled name of the library",
      from: "  valuesFiles,",
      to: "  valueFiles,",
      says: 'imports "valueFiles" from "@chartmodel/schema", which does not export it; did you mean "valuesFiles"?',
    },
    {
      what: "a name that a module of the project does not have",
      from: "import { charts",
      to: "import { chartz",
      says: 'imports "chartz" from "./model.ts", which does not export it; did you mean "charts"?',
    },
  ])("$what", async ({ from, to, says }) => {
    const project = tempProject("shop");
    project.write("package.json", '{ "type": "module", "devDependencies": { "@chartmodel/schema": "*" } }');
    project.edit(config, from, to);
    const line =
      project
        .read(config)
        .split("\n")
        .findIndex((text) => text.includes(to)) + 1;
    const { code, stderr } = await runMain(project, ["values", "--env", "production", "--chart", "shop-web"]);
    expect(stderr).toContain(`error: ${config}:${line} ${says}`);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(code).toBe(2);
  });
});

test("a configuration may try whether a package is there", async () => {
  const project = tempProject("shop");
  project.edit(
    config,
    "export default",
    'const { code } = await import("not-installed").catch((error) => error);\nif (code !== "ERR_MODULE_NOT_FOUND") throw new Error(code);\nexport default',
  );
  const { code } = await runMain(project, ["values", "--env", "production", "--chart", "shop-web"]);
  expect(code).toBe(0);
});
