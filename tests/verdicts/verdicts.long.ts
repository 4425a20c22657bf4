import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineChart, Kubernetes, schemaJson, Type } from "@chartmodel/schema";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareVerdicts } from "./compare.ts";
import { buildJudge, hasGo, type Judge, releases, valuesLine, wordsOf } from "./helms.ts";
import { judgedCharts } from "./judged-charts.ts";

const count = Number(process.env["VERDICTS"] ?? 100_000);
const seed = Number(process.env["SEED"] ?? 1);
const timeout = 900_000;

describe.skipIf(!hasGo)(`Helm, ajv and the validator agree${hasGo ? "" : " (needs Go 1.26)"}`, () => {
  let judges: Judge[];
  beforeAll(() => {
    judges = releases.map(buildJudge);
  }, timeout);

  const found: string[] = [];
  afterAll(() => {
    const asked = judges.map(({ name, share }) => `${name} (${count * share} each)`).join(", ");
    const lines = [
      `values of ${found.length} charts compared by the validator, ajv, ${asked}; seed ${seed}:`,
    ];
    for (const line of [...lines, ...found]) console.log(`Measured: ${line}`);
  });

  test.concurrent.each(judgedCharts)("on generated values of $name", { timeout }, async (chart) => {
    const { disagreements, accepted, refused, changed, notData } = await compareVerdicts(chart, {
      seed,
      count,
      judges,
    });
    found.push(
      `  ${chart.name}: ${accepted} accepted, ${refused} refused, ${disagreements.length} judged otherwise; ${changed} were changed after they were made, and ${notData} more could not be held by a file`,
    );
    expect(disagreements.slice(0, 20)).toEqual([]);
    expect(Math.min(accepted, refused)).toBeGreaterThan(count / 5);
  });

  test("every Helm tells a field's own message, wherever the field is and whatever the message holds", {
    timeout,
  }, () => {
    const message = "Give 100 % of {{ it }}: é😀 `x`";
    const told = defineChart({
      name: "told",
      values: Type.Object({
        text: Type.String({ pattern: "^[a-z]+$", message, default: "a" }),
        list: Type.Array(Type.Object({ a: Type.Integer({ maximum: 3, message, default: 1 }) }), {
          default: [],
        }),
        map: Type.Record(Type.String(), Type.String({ maxLength: 2, message }), { default: {} }),
        union: Type.Union(
          [
            Type.Object({ k: Type.Literal("a"), v: Type.String({ minLength: 3, message, default: "abc" }) }),
            Type.Object({ k: Type.Literal("b") }),
          ],
          { default: { k: "b" } },
        ),
        choice: Type.Optional(Type.Enum(["x", "y"], { message })),
        map2: Type.Object({ z: Type.String({ default: "" }) }, { message, default: {} }),
        needed: Type.String({ message }),
        probe: Kubernetes.Probe({ message, default: {} }),
      }),
    });
    const wrong = [
      { text: "A B" },
      { list: [{ a: 9 }] },
      { map: { q: "long" } },
      { union: { k: "a", v: "x" } },
      { choice: "z" },
      { map2: "text" },
      { map2: { typo: 1 } },
      { needed: 1 },
      { probe: { httpGet: 1 } },
    ].map((values) => ({ needed: "a", ...values }));
    const chart = { name: "told", own: {}, schema: JSON.parse(schemaJson("told", told.schema)) };
    const folder = mkdtempSync(join(tmpdir(), "messages-"));
    try {
      for (const one of judges) {
        const words = wordsOf(one, chart, join(folder, one.name), [...wrong, {}].map(valuesLine));
        const untold = [...wrong, {}].filter((_, at) => !words[at]?.includes(message));
        expect({ helm: one.name, untold }).toEqual({ helm: one.name, untold: [] });
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
