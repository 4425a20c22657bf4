import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runMain } from "../support/chartmodel.ts";
import { workspace } from "../support/paths.ts";
import { type TempProject, tempProject } from "../support/temp-project.ts";

const compilerOptions = { typeRoots: [join(workspace, "node_modules/@types")] };

/** What the compiler has against a text that uses the model. */
function compile(project: TempProject, text: string): string {
  project.write(
    "use.ts",
    `import type { Values } from "@chartmodel/schema";\nimport type { charts } from "./model.ts";\n${text}\n`,
  );
  // The library's types come from its sources.
  project.write(
    "tsconfig.json",
    JSON.stringify({ extends: join(workspace, "tsconfig.json"), compilerOptions, include: ["use.ts"] }),
  );
  const tsc = join(workspace, "node_modules/typescript7/bin/tsc");
  return spawnSync(process.execPath, [tsc, "--singleThreaded"], { cwd: project.folder, encoding: "utf8" })
    .stdout;
}

const level = (value: string) => `export const level: Values<typeof charts.web>["level"] = "${value}";`;
const wrongLevel = ["values", "--env", "development", "--chart", "web", "--set", "web.level=trace", "--json"];

/** Everything that is made of one field, before and after the field is edited; nothing else is. */
async function everything(project: TempProject) {
  await runMain(project, ["render"]);
  return {
    type: compile(project, level("trace")),
    schema: JSON.parse(project.read("charts/web/values.schema.json")).properties.level,
    yaml: /.*\nlevel: .*/.exec(project.read("charts/web/values.yaml"))?.[0],
    table: /\| `level` .*/.exec(project.read("charts/web/README.md"))?.[0],
    validator: (await runMain(project, wrongLevel)).code,
  };
}

test("one edit of one field changes type, schema, YAML, table and validator", async () => {
  const project = tempProject("shop");
  const before = await everything(project);
  expect(before.type).toContain(`'"trace"' is not assignable to type '"debug" | "info"'`);
  expect(before).toMatchObject({
    schema: { enum: ["debug", "info"], default: "info", description: "Least severe messages." },
    yaml: '# One of "debug", "info"; default "info".\nlevel: "info"',
    table: '| `level` | one of "debug", "info" | `"info"` | Least severe messages. |',
    validator: 1,
  });
  project.edit(
    "model.ts",
    '["debug", "info"], { description: "Least severe messages.", default: "info" }',
    '["trace", "warn"], { description: "What is logged.", default: "trace" }',
  );
  expect(await everything(project)).toMatchObject({
    type: "",
    schema: { enum: ["trace", "warn"], default: "trace", description: "What is logged." },
    yaml: '# One of "trace", "warn"; default "trace".\nlevel: "trace"',
    table: '| `level` | one of "trace", "warn" | `"trace"` | What is logged. |',
    validator: 0,
  });
});
