import { validateValues } from "@todo-stack/config";
import { beforeAll, describe, expect, test } from "vitest";
import { charts, setAt, template, valuesOf } from "./helm.ts";
import { verdicts } from "./verdicts.ts";
import { type Change, rightValues, wrongValues } from "./wrong-values.ts";

const named = (changes: readonly Change[]) =>
  changes.map(([path, value], at) => ({
    at,
    path,
    value,
    text: JSON.stringify(value).slice(0, 60),
  }));

describe.each(charts)("%s", (chart) => {
  const changed = ([path, value]: Change) => {
    // With PostgreSQL any number of pods is right.
    const values = valuesOf(chart, "ci");
    setAt(values, path.split("."), value);
    return values;
  };

  describe("Helm and the validator refuse", () => {
    const wrong = wrongValues(chart);
    // A null takes a key out of a chart's values, but not out of a subchart's.
    const isNull = ([, value]: Change) => value === null;
    let refusals: (string | undefined)[];
    beforeAll(async () => {
      refusals = await verdicts(chart, wrong.map(changed));
    });

    test.each(named(wrong))("$path: $text", ({ at, path, value }) => {
      expect(validateValues(chart, changed([path, value]))).not.toEqual([]);
      expect(refusals[at]).toMatch(/^- (?:at '|[\w.()]+: )/m);
    });

    test.concurrent.each(named(wrong.filter(isNull)))("$path: $text, alone", async ({ path, value }) => {
      const { code, stderr } = await template(chart, changed([path, value]));
      expect(stderr).toContain("values don't meet the specifications of the schema");
      expect(code).not.toBe(0);
    });
  });

  describe("Helm and the validator accept", () => {
    let refusals: (string | undefined)[];
    beforeAll(async () => {
      refusals = await verdicts(chart, rightValues.map(changed));
    });

    test.each(named(rightValues))("$path: $text", ({ at, path, value }) => {
      expect(validateValues(chart, changed([path, value]))).toEqual([]);
      expect(refusals[at]).toBeUndefined();
    });
  });
});
