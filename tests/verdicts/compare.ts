import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { Ajv } from "ajv";
import { dataFault } from "../../packages/json-schema/src/index.ts";
import { layOver } from "../../packages/schema/src/validate/lay-over.ts";
import { createLanes } from "../../tools/lib/lanes.mjs";
import { createGenerator } from "./generate.ts";
import { type Judge, judge, valuesLine } from "./helms.ts";
import type { JudgedChart } from "./judged-charts.ts";

/** What came of a comparison. */
export interface Comparison {
  accepted: number;
  refused: number;
  /** How many were changed after they were made for the schema. */
  changed: number;
  /** Values that JavaScript or a file cannot hold, and that the validator refuses whatever Helm says. */
  notData: number;
  /** Values that were not judged alike, with who said what. */
  readonly disagreements: string[];
}

/**
 * ajv against the schema's file, of values laid as Helm lays them; it is told that what an object inherits is no key.
 *
 * @returns `undefined` where ajv fails: it cannot compare objects that have a key such as `toString`.
 */
export function ajvVerdict({ schema, own }: JudgedChart): (values: unknown) => boolean | undefined {
  const check = new Ajv({ strict: false, ownProperties: true }).compile(schema);
  return (values) => {
    try {
      return check(layOver(own, values)) === true;
    } catch {
      return undefined;
    }
  };
}

/** What is made of a chart is judged by Helm while that of the next is made, by as many as there are cores to it. */
const making = createLanes(1);
const judging = createLanes(2);

/** Compares the verdicts on so many generated values, by the validator, by ajv and by each of the judges. */
export async function compareVerdicts(
  chart: JudgedChart,
  { seed, count, judges }: { seed: number; count: number; judges: readonly Judge[] },
): Promise<Comparison> {
  const { values, isAccepted, ...result } = await making(0, () => generateJudged(chart, seed, count));
  const lines = values.map(valuesLine);
  const folder = mkdtempSync(join(tmpdir(), "verdicts-"));
  try {
    const verdicts = await Promise.all(
      judges.map((release) => judging(0, () => judge(release, chart, folder, lines))),
    );
    for (const [which, { name, share }] of judges.entries()) {
      const list = verdicts[which] ?? [];
      if (list.length !== lines.length * share) throw new Error(`${name} judged ${list.length} values`);
      for (const [at, verdict] of list.entries()) {
        const expected = isAccepted[at] ? "accepted" : "refused";
        if (verdict !== expected)
          result.disagreements.push(`${name} ${verdict}, the validator ${expected}: ${lines[at]}`);
      }
    }
    return result;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Generates values, so many that are data, and judges them by the validator and by ajv. */
export async function generateJudged(chart: JudgedChart, seed: number, count: number) {
  const byAjv = ajvVerdict(chart);
  const generator = createGenerator(chart.schema, seed);
  const result: Omit<Comparison, "changed"> = { accepted: 0, refused: 0, notData: 0, disagreements: [] };
  const values: unknown[] = [];
  const isAccepted: boolean[] = [];
  while (values.length < count) {
    if (values.length % 1000 === 0) await setImmediate();
    const given = generator.next();
    const verdict = chart.validate(given).length === 0;
    if (dataFault(given)) {
      result.notData++;
      if (verdict)
        result.disagreements.push(`the validator accepts what is no data: ${JSON.stringify(given)}`);
      continue;
    }
    values.push(given);
    isAccepted.push(verdict);
    result[verdict ? "accepted" : "refused"]++;
    const ajvSays = byAjv(given);
    if (ajvSays !== undefined && ajvSays !== verdict)
      result.disagreements.push(`ajv disagrees with the validator (${verdict}): ${valuesLine(given)}`);
  }
  return { ...result, changed: generator.changed, values, isAccepted };
}
