import { describe, expect, expectTypeOf, test } from "vitest";
import { defineChart, FreeForm, Type, type Values } from "../../src/index.ts";

const chart = defineChart({
  name: "web",
  values: Type.Object({
    global: Type.Object({
      imageRegistry: Type.String({ description: "Where all images come from.", default: "" }),
    }),
    config: FreeForm({ description: "The program's own settings.", default: {} }),
  }),
});

describe("global", () => {
  test("is modelled like any other key", () => {
    expectTypeOf<Values<typeof chart>["global"]["imageRegistry"]>().toEqualTypeOf<string>();
    expect(chart.fill({})).toEqual({ global: { imageRegistry: "" }, config: {} });
    expect(chart.complete({ global: { imageRegistry: 1 } }).issues).toMatchObject([
      { path: "global.imageRegistry", code: "type" },
    ]);
  });

  test("is open beside what is modelled", () => {
    expect(chart.complete({ global: { region: "eu", other: { deep: [1] } } }).issues).toEqual([]);
  });
});

describe("FreeForm", () => {
  test.each([{ a: { b: [1, "c", true] } }, [], [[{}]], "text", 3, false])("takes %j", (config) => {
    expect(chart.complete({ config }).issues).toEqual([]);
  });

  test.each([
    { config: null, path: "config" },
    { config: { a: { b: null } }, path: "config.a.b" },
    { config: [1, null], path: "config[1]" },
  ])("refuses null in $config, and says what Helm does with it", ({ config, path }) => {
    expect(chart.complete({ config }).issues).toMatchObject([
      { path, expected: "free-form data", message: expect.stringMatching(/Helm deletes a key/) },
    ]);
  });
});
