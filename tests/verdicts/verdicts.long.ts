import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareVerdicts } from "./compare.ts";
import { buildJudge, hasGo, type Judge, releases } from "./helms.ts";
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
});
