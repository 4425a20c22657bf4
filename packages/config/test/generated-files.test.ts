import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import project from "../../../chartmodel.config.ts";
import { renderProject } from "../../schema/src/write/render-project.ts";
import { environments, renderValues, schemas } from "../src/index.ts";

const root = join(import.meta.dirname, "../../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

const generated = new Map<string, string>();
renderProject(project, (path, content) => generated.set(path, content), { root, read });

test.each([...generated.keys()])("%s is what the model gives", (path) => {
  expect(read(path) === generated.get(path)).toBe(true);
});

test("no generated file holds a secret as text", () => {
  const assigned =
    /(?:SECRET|PASSWORD|TOKEN|API_KEY)\w*"?\s*[:=]\s*"(?!\$\{)[^"]+"|postgres(?:ql)?:\/\/[^$]*:[^$]*@/;
  const allowed = /(?:Key|KEY|key|Name|name)"?: "/;
  for (const [path, text] of generated) {
    const literals = text.split("\n").filter((line) => assigned.test(line) && !allowed.test(line));
    expect({ path, literals }).toEqual({ path, literals: [] });
  }
});

test("the environments' folders hold nothing that is not generated", () => {
  const found = readdirSync(join(root, "environments"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.local\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  expect(found.filter((path) => !generated.has(path))).toEqual([]);
});

test("dev/plan.json fits its schema", () => {
  const ajv = new Ajv({ allowUnionTypes: true });
  ajv.addVocabulary(["x-unit", "x-secret"]);
  const validate = ajv.compile(JSON.parse(read("dev/plan.schema.json")));
  expect(validate(JSON.parse(read("dev/plan.json"))) || validate.errors).toBe(true);
});

const files = [...environments.keys()].flatMap((environment) =>
  (["backend", "frontend"] as const).map((key) => ({
    environment: environment as "local",
    key,
    name: `todo-${key}` as const,
  })),
);

describe.each(files)("$environment $name", ({ environment, key, name }) => {
  const values = parse(read(`environments/${environment}/${name}.values.yaml`), { version: "1.1" });

  test("is read from YAML 1.1 as renderValues gives it", () => {
    expect(values).toEqual(renderValues(environment)[key]);
  });

  test("is valid by ajv on the chart's own schema", () => {
    const ajv = new Ajv({ allowUnionTypes: true });
    ajv.addVocabulary(["x-unit", "x-secret"]);
    const validate = ajv.compile(JSON.parse(read(`charts/${name}/values.schema.json`)));
    expect(validate(values) || validate.errors).toBe(true);
  });

  test("is not changed by the chart's values.yaml, which Helm lays below it", () => {
    expect(coalesce(values, parse(read(`charts/${name}/values.yaml`)))).toEqual(values);
  });
});

test.each(["todo-backend", "todo-frontend"] as const)("charts/%s/values.yaml is local", (name) => {
  const key = name === "todo-backend" ? "backend" : "frontend";
  expect(parse(read(`charts/${name}/values.yaml`))).toEqual(renderValues("local")[key]);
  const { $comment: _notice, ...schema } = JSON.parse(read(`charts/${name}/values.schema.json`));
  expect(schema).toEqual(JSON.parse(JSON.stringify(schemas[name])));
});

/** What Helm makes of values and a chart's own: maps are merged, everything else is replaced. */
function coalesce(values: unknown, below: unknown): unknown {
  const isMap = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isMap(values) || !isMap(below)) return values === undefined ? below : values;
  const [over, under] = [values as Record<string, unknown>, below as Record<string, unknown>];
  return Object.fromEntries(
    [...new Set([...Object.keys(under), ...Object.keys(over)])].map((key) => [
      key,
      coalesce(over[key], under[key]),
    ]),
  );
}
