import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { plan, repository } from "./plan.js";

const schema = JSON.parse(readFileSync(join(repository, "dev", "plan.schema.json"), "utf8"));
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

test("the generated plan fits its schema", () => {
  validate(plan);
  expect(validate.errors ?? []).toEqual([]);
});

test("the schema refuses what the plan does not hold", () => {
  expect(validate({ ...plan, extra: 1 })).toBe(false);
  expect(validate({ ...plan, version: 2 })).toBe(false);
});

test("names are unique, and every name that is referred to exists", () => {
  const services = plan.services.map(({ name }) => name);
  const steps = plan.steps.map(({ name }) => name);
  const all = [...services, ...steps, ...plan.tasks.map(({ name }) => name), "config", "secrets"];
  expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
  for (const { process, dependsOn } of plan.services) {
    expect(services).toEqual(expect.arrayContaining(dependsOn));
    expect(steps).toEqual(expect.arrayContaining([...process.steps, ...process.runSteps]));
  }
  for (const { resource } of plan.tasks) expect([...services, "config"]).toContain(resource);
});

test("every path that the plan names is in the repository", () => {
  const paths = plan.services.flatMap(({ image, chart, liveUpdate, process }) => [
    image.context,
    image.dockerfile,
    ...image.only.map((path) => join(image.context, path)),
    chart.path,
    chart.values,
    ...liveUpdate.sync.map(({ from }) => from),
    ...liveUpdate.fallBackOn,
    process.cwd,
  ]);
  const missing = [...paths, ...plan.model.watch, ...plan.steps.flatMap(({ inputs }) => inputs)].filter(
    (path) => !existsSync(join(repository, path)),
  );
  expect(missing).toEqual([]);
});

test("no secret stands in the plan, only its name", () => {
  for (const { process } of plan.services) {
    for (const [name, value] of Object.entries(process.env)) {
      if (/SECRET|PASSWORD|TOKEN/.test(name)) expect(value).toMatch(/^\$\{secret:\w+\}$/);
    }
  }
});

test("only what cannot be undone asks first, and every button of a resource has an icon of its own", () => {
  expect(plan.tasks.filter(({ confirm }) => confirm).map(({ name }) => name)).toEqual(["reset-database"]);
  const icons = plan.tasks.map(({ resource, icon }) => `${resource} ${icon}`);
  expect(new Set(icons).size).toBe(icons.length);
});
