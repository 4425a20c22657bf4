import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataFault } from "../../packages/json-schema/src/index.ts";
import { layOver } from "../../packages/schema/src/validate/lay-over.ts";
import { runHelm } from "../charts/helm.ts";
import { ajvVerdict, generateJudged } from "./compare.ts";
import { isJudgedAtOnce, valuesLine, writeBatchChart, writeChart } from "./helms.ts";
import { judgedCharts } from "./judged-charts.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "verdicts-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const chartNamed = (name: string) => {
  const chart = judgedCharts.find((one) => one.name === name);
  if (!chart) throw new Error(name);
  return chart;
};

/** What came up as a disagreement once, or is known to be read in two ways. */
const cases: [what: string, chart: string, values: string, verdict: "accepted" | "refused"][] = [
  ["a null takes away what must be given", "todo-backend", '{"replicaCount":null}', "refused"],
  ["a null takes away what need not be given", "todo-backend", '{"resources":{"limits":null}}', "accepted"],
  ["a null that takes nothing away stays", "todo-backend", '{"podLabels":{"a":null}}', "refused"],
  ["a null in a list stays", "todo-backend", '{"tolerations":[null]}', "refused"],
  [
    "a part of a Kubernetes object",
    "todo-backend",
    '{"readinessProbe":{"httpGet":{"path":"/x"}}}',
    "accepted",
  ],
  ["a part without what the chart has", "kubernetes", '{"Probe":{"httpGet":{"path":"/x"}}}', "refused"],
  [
    "an item without what has a default",
    "todo-backend",
    '{"scratch":[{"name":"a","mountPath":"/a"}]}',
    "refused",
  ],
  ["an entry without what has a default", "keywords", '{"maps":{"entries":{"other":{}}}}', "refused"],
  ["an entry of the chart's", "keywords", '{"maps":{"entries":{"first":{}}}}', "accepted"],
  ["more entries than may be, with the chart's", "keywords", '{"maps":{"counted":{"b":1,"c":2}}}', "refused"],
  ["a value in place of an object", "todo-backend", '{"service":"none"}', "refused"],
  ["a whole number with a point", "todo-backend", '{"replicaCount":2.0}', "accepted"],
  ["zero below zero", "keywords", '{"numbers":{"fixed":-0}}', "accepted"],
  ["the largest whole number", "keywords", '{"numbers":{"large":9007199254740991}}', "refused"],
  ["the largest multiple", "keywords", '{"numbers":{"large":9007199254740988}}', "accepted"],
  ["a bound that is no binary fraction", "keywords", '{"numbers":{"tenth":0.1}}', "accepted"],
  ["a hair more than it", "keywords", '{"numbers":{"tenth":0.30000000000000004}}', "refused"],
  ["a number and what is true", "keywords", '{"lists":{"mixed":[1,true,0,false]}}', "accepted"],
  ["a number twice", "keywords", '{"lists":{"mixed":[1,1.0]}}', "refused"],
  ["an object twice", "keywords", '{"lists":{"uniqueObjects":[{"a":1,"b":{}},{"b":{},"a":1}]}}', "refused"],
  [
    "keys that every object has",
    "keywords",
    '{"lists":{"uniqueObjects":[{"b":{"toString":""}},{"b":{"toString":""}}]}}',
    "refused",
  ],
  ["the key constructor", "keywords", '{"constructor":1}', "accepted"],
  ["a key that is too long", "names", '{"limited":{"toString":""}}', "refused"],
  ["characters beyond the first plane", "keywords", '{"texts":{"pattern":"😀😀😀"}}', "accepted"],
  ["a character of two parts", "keywords", '{"texts":{"pattern":"e\\u0301"}}', "refused"],
  ["the character DEL", "keywords", '{"texts":{"anywhere":"a\\u007f"}}', "accepted"],
  ["the end of a line", "todo-backend", '{"image":{"tag":"1\\n"}}', "refused"],
  ["half of a character", "todo-backend", '{"podAnnotations":{"a":"\\ud83d"}}', "refused"],
  ["a number that is infinite", "keywords", '{"numbers":{"thirds":1e400}}', "refused"],
];

describe("Helm, ajv and the validator say the same of", () => {
  test.concurrent.each(cases)("%s", async (what, name, values, verdict) => {
    const chart = chartNamed(name);
    const place = join(folder, what.replaceAll(/[^a-z]/g, "-"));
    writeChart(chart, place);
    const { code } = await runHelm(["template", "release", place, "--values", "-"], values);
    const given = JSON.parse(values);
    expect([
      code === 0 ? "accepted" : "refused",
      chart.validate(given).length === 0 ? "accepted" : "refused",
    ]).toEqual([verdict, verdict]);
    if (!dataFault(given)) expect([verdict === "accepted", undefined]).toContain(ajvVerdict(chart)(given));
  });

  test.each([
    ["a number beyond 2^53", 2 ** 53],
    ["the key __proto__", JSON.parse('{"__proto__":1}')],
  ])("%s: nothing, since the validator refuses what JavaScript cannot hold", (_what, value) => {
    expect(chartNamed("keywords").validate({ free: value })).toHaveLength(1);
  });

  test.concurrent.each(judgedCharts.filter(isJudgedAtOnce))("generated values of $name", async (chart) => {
    const { values, isAccepted, disagreements } = await generateJudged(chart, 7, 600);
    const place = join(folder, chart.name);
    writeBatchChart(chart, place);
    const all = Object.fromEntries(values.map((one, at) => [`case-${at}`, layOver(chart.own, one)]));
    const { stderr } = await runHelm(["template", "release", place, "--values", "-"], valuesLine(all));
    // By santhosh-tekuri/jsonschema, then by gojsonschema, which Helm had before 3.18.5.
    const places = /^\s*- (?:at '\/)?case-(\d+)(?:'|[/.:])/gm;
    const refused = new Set([...stderr.matchAll(places)].map(([, at]) => Number(at)));
    const judgedOtherwise = values.filter((_, at) => refused.has(at) === isAccepted[at]);
    expect([...disagreements, ...judgedOtherwise.map(valuesLine)]).toEqual([]);
    expect(Math.min(refused.size, values.length - refused.size)).toBeGreaterThan(100);
  });
});
