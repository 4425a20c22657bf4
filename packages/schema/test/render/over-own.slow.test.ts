import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { defineChart, SubchartValue, Type } from "../../src/index.ts";
import { overOwn } from "../../src/render/over-own.ts";
import { layOver } from "../../src/validate/lay-over.ts";
import { runMain } from "../support/chartmodel.ts";
import { tempProject } from "../support/temp-project.ts";

const { map: values } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, fc.integer(), fc.array(fc.integer(), { maxLength: 2 }), tie("map")),
  map: fc.dictionary(fc.constantFrom("a", "b", "c", "toString"), tie("value")),
}));

test("laid over a chart's own as Helm does, values come out as they were", () => {
  fc.assert(
    fc.property(values, values, (own, given) => {
      const laid = layOver(own, overOwn(own, given));
      expect(JSON.parse(JSON.stringify(laid))).toEqual(JSON.parse(JSON.stringify(given)));
    }),
  );
});

test("values that have every key of the chart's own are not copied", () => {
  const given = { a: { b: 1 }, c: [] };
  expect(overOwn({ a: { b: 2 } }, given)).toBe(given);
  expect(overOwn(undefined, given)).toBe(given);
});

test("what is a subchart's is not taken away: Helm would take the subchart's default too, or tell the parent alone", () => {
  const { schema } = defineChart({
    name: "shop",
    values: Type.Object({
      redis: Type.Object({ enabled: Type.Boolean() }, { additionalProperties: SubchartValue() }),
      labels: Type.Record(Type.String(), Type.String()),
    }),
  });
  const own = {
    redis: { enabled: true, size: 1 },
    labels: { debug: "1" },
    global: { host: "a", deep: { b: 1 } },
  };
  const given = { redis: { enabled: true }, labels: {}, global: { deep: {} } };
  expect(overOwn(own, given, schema)).toEqual({ ...given, labels: { debug: null } });
});

test("what the chart's own environment has in a map, or in an object, reaches no other one", async () => {
  const shop = tempProject("shop");
  shop.edit(
    "environments.ts",
    'host: "localhost",',
    'host: "localhost", web: { annotations: { debug: "1" } },',
  );
  shop.edit("environments.ts", 'extends: "development",', "");
  shop.edit(
    "environments.ts",
    'annotations: { "example.com/team": "shop" },',
    "probe: { tcpSocket: { port: 1 } },",
  );
  expect(await runMain(shop, ["render"])).toMatchObject({ code: 0 });
  const own = parse(shop.read("charts/web/values.yaml"));
  expect(own).toMatchObject({ annotations: { debug: "1" }, probe: { httpGet: { port: "http" } } });
  const text = shop.read("environments/production/shop-web.values.yaml");
  const laid = layOver(own, parse(text)) as typeof own;
  expect(laid.annotations).toEqual({});
  expect(laid.probe).toEqual({ tcpSocket: { port: 1 } });
  expect(text).not.toContain("yaml-language-server");
  expect(shop.read("environments/development/shop-web.values.yaml")).toContain("yaml-language-server");
  const ask = ["values", "--env", "production", "--chart", "shop-web"];
  expect(parse((await runMain(shop, ask)).stdout)).toEqual(parse(text));
  // The chart's own environment would be refused with it.
  expect(parse((await runMain(shop, [...ask, "--set", "stage=live"])).stdout)).toEqual(parse(text));
});

test("check takes values as Helm is given them", async () => {
  const project = tempProject("queue-worker");
  project.edit("chartmodel.config.ts", 'queue: "mail" }', 'queue: "mail", labels: { debug: "1" } }');
  project.edit("chartmodel.config.ts", 'name: "large", extends: "small",', 'name: "large", queue: "mail",');
  expect(await runMain(project, ["render"])).toMatchObject({ code: 0 });
  expect(await runMain(project, ["check"])).toMatchObject({ code: 0 });
  project.edit(
    "chart/templates/cronjob.yaml",
    "args:",
    'command: [{{ required "no debug" .Values.labels.debug }}]\n              args:',
  );
  const { code, stderr } = await runMain(project, ["check"]);
  expect(code).toBe(1);
  expect(stderr).toContain("no debug");
});
