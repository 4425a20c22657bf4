import { describe, expect, test } from "vitest";
import { defineChart, defineModel, defineProject, environmentsOf, evaluate, Type } from "../../src/index.ts";
import { withSources } from "../../src/project/with-sources.ts";

const model = defineModel({ name: "environment", values: Type.Object({}) });
const charts = {
  web: defineChart({
    name: "web",
    values: Type.Object({ labels: Type.Record(Type.String(), Type.String(), { default: {} }) }),
  }),
  worker: defineChart({ name: "worker", values: Type.Object({}) }),
};

function evaluationOf(projection: () => unknown) {
  const project = defineProject({
    name: "p",
    environment: model,
    environments: [environmentsOf(model)({ name: "one" })],
    charts,
    projection: projection as never,
  });
  return evaluate(project, "one");
}

const issuesOf = (projection: () => unknown) =>
  evaluationOf(projection).issues.map(({ path, code, message }) => `${path} ${code}: ${message}`);

const circle: Record<string, unknown> = {};
circle["labels"] = circle;

describe("a projection that gives", () => {
  test.each<{ what: string; gives: () => unknown; says: RegExp[] }>([
    {
      what: "nothing",
      gives: () => undefined,
      says: [/ type: the projection must give .*web, worker, but gave nothing/],
    },
    {
      what: "a promise",
      gives: async () => ({}),
      says: [/gave a Promise: the projection must not be async/],
    },
    { what: "a list", gives: () => [], says: [/gave list/] },
    {
      what: "a chart's key misspelt",
      gives: () => ({ web: {}, wroker: {} }),
      says: [/wroker unknown-key: .*did you mean "worker"\?/, /worker required: /],
    },
    {
      what: "a Map",
      gives: () => ({ web: { labels: new Map([["a", "b"]]) }, worker: {} }),
      says: [/web\.labels type: .*is a Map/],
    },
    {
      what: "a BigInt",
      gives: () => ({ web: { labels: { a: 1n } }, worker: {} }),
      says: [/web\.labels\.a type: .*is a BigInt/],
    },
    {
      what: "a circle",
      gives: () => ({ web: circle, worker: {} }),
      says: [/web\.labels type: .*holds itself/],
    },
    { what: "all that it should", gives: () => ({ web: {}, worker: {} }), says: [] },
  ])("$what", ({ gives, says }) => {
    expect(issuesOf(gives)).toEqual(says.map((text) => expect.stringMatching(text)));
  });

  const text = (code: number) => `a${String.fromCodePoint(code)}b`;

  test.each([0x7f, 0x80, 0x85, 0x9f, 0xfffe, 0xffff])("a text that toYaml cannot write: %i", (code) => {
    const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
    const says = `web.labels.a type: web.labels.a must be text without control characters, but holds ${name}: Helm's`;
    expect(issuesOf(() => ({ web: { labels: { a: text(code) } }, worker: {} }))).toEqual([
      expect.stringContaining(says),
    ]);
    expect(issuesOf(() => ({ web: { labels: { [text(code)]: "a" } }, worker: {} }))).toEqual([
      expect.stringContaining(`web.labels must be text without control characters, but holds ${name}`),
    ]);
  });

  test.each([1, 9, 0x1b, 0x7e, 0xa0, 0x2028, 0xfeff, 0xfffd, 0x1fffe])("a text that it can: %i", (code) => {
    expect(issuesOf(() => ({ web: { labels: { a: text(code) } }, worker: {} }))).toEqual([]);
  });

  test("300,000 wrong keys is told with a thousand of them", () => {
    const labels = Object.fromEntries(Array.from({ length: 300_000 }, (_, at) => [`k${at}`, at]));
    expect(issuesOf(() => ({ web: { labels }, worker: {} }))).toHaveLength(1000);
  });
});

test("what a projection gives wrong was set there, and not where the environment is", () => {
  const { issues, resolved } = evaluationOf(() => ({ web: { labels: { a: "\ufffe" } }, worker: {} }));
  expect(withSources(issues, resolved, "/")).toMatchObject([
    { path: "web.labels.a", source: "the projection" },
  ]);
});
