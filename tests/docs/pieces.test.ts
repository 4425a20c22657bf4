import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { workspace } from "./documents.ts";

const schema = join(workspace, "packages/schema");

test("the README of @chartmodel/schema names every type of field and every output", () => {
  const exported = ["index.ts", "shared.ts"].flatMap((file) =>
    [
      ...readFileSync(join(schema, "src", file), "utf8").matchAll(
        /^export \{ (.*) \} from "\.\/(?:model\/types|render)\//gm,
      ),
    ].flatMap(([, names = ""]) => names.split(", ")),
  );
  expect(exported).toEqual(expect.arrayContaining(["Port", "valuesFiles"]));
  const readme = readFileSync(join(schema, "README.md"), "utf8");
  expect(exported.filter((name) => !readme.includes(`\`${name}`))).toEqual([]);
});
