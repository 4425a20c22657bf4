import { validateValues } from "@todo-stack/config";
import { describe, expect, test } from "vitest";
import { charts, setAt, template, valuesOf } from "./helm.ts";
import { type Change, rightValues, wrongValues } from "./wrong-values.ts";

const named = (changes: readonly Change[]) =>
  changes.map(([path, value]) => ({
    path,
    value,
    text: JSON.stringify(value).slice(0, 60),
  }));

describe.each(charts)("%s", (chart) => {
  const changed = (path: string, value: unknown) => {
    const values = valuesOf(chart, "local");
    setAt(values, path.split("."), value);
    return values;
  };

  test.concurrent.each(named(wrongValues(chart)))(
    "Helm and the validator refuse $path: $text",
    async ({ path, value }) => {
      const values = changed(path, value);
      expect(validateValues(chart, values)).not.toEqual([]);
      const helm = await template(chart, values);
      expect(helm.code).not.toBe(0);
      expect(helm.stderr).toContain("values don't meet the specifications of the schema");
    },
  );

  test.concurrent.each(named(rightValues))(
    "Helm and the validator accept $path: $text",
    async ({ path, value }) => {
      const values = changed(path, value);
      expect(validateValues(chart, values)).toEqual([]);
      expect(await template(chart, values)).toMatchObject({ code: 0 });
    },
  );
});
