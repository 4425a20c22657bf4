import { describe, expect, test } from "vitest";
import {
  defineChart,
  defineModel,
  defineProject,
  environmentsOf,
  file,
  fluxHelmReleases,
  type Output,
  Type,
  valuesFiles,
} from "../../src/index.ts";
import { renderProject } from "../../src/write/render-project.ts";

const model = defineModel({ name: "written", values: Type.Object({}) });
const defineEnvironment = environmentsOf(model);
const chartOf = (name: string) => defineChart({ name, path: "charts/web", values: Type.Object({}) });

function projectWith(
  outputs: readonly Output[],
  { environments = ["dev"], chart = "web" }: { environments?: readonly string[]; chart?: string } = {},
) {
  return defineProject({
    name: "shop",
    environment: model,
    environments: environments.map((name) => defineEnvironment({ name })),
    charts: { web: chartOf(chart) },
    projection: () => ({ web: {} }),
    outputs,
  });
}

/** What a project makes, by path. */
function contentsOf(project: ReturnType<typeof projectWith>): Map<string, string> {
  const contents = new Map<string, string>();
  const take = (path: string, content: string) => contents.set(path, content);
  renderProject(project, take, { root: "/shop", read: () => undefined });
  return contents;
}

const pathsOf = (project: ReturnType<typeof projectWith>): string[] => [...contentsOf(project).keys()];

describe("an output stays in the project's folder:", () => {
  test.each([
    "",
    ".",
    "..",
    "../x",
    "a/../../x",
    "/etc/x",
    "/shop",
    "/shopping/x",
    "a\u0000b",
    "a\nb",
    "\uD800",
    ".chartmodel/journal",
    "a/../.chartmodel/x",
  ])("%j is refused", (path) => {
    expect(() => pathsOf(projectWith([file(path, () => "")]))).toThrow(
      /expected the path of a file in the project's folder \/shop/,
    );
  });

  test.each([
    ["a/./b/../c.txt", "a/c.txt"],
    ["/shop/c.txt", "c.txt"],
    ["..c", "..c"],
  ])("%s is %s", (path, is) => {
    expect(pathsOf(projectWith([file(path, () => "")]))).toEqual([is]);
  });

  test("a pattern with a `..` before the names is refused", () => {
    expect(() => pathsOf(projectWith([valuesFiles({ path: "../{environment}/{chart}.yaml" })]))).toThrow(
      "../dev/web.yaml",
    );
  });
});

describe("a name becomes a part of paths:", () => {
  const unfit = [
    "../../../x",
    "",
    ".",
    "..",
    "a/b",
    "a\\b",
    "$&",
    "a b",
    "a\n",
    "-a",
    "a.",
    "ü",
    "{chart}",
    "a".repeat(64),
  ];

  test.each(unfit)("the environment %j is refused", (name) => {
    expect(() => projectWith([], { environments: [name] })).toThrow(
      `the name of an environment becomes a part of paths: expected at most 63 letters and digits, with ".", "_" and "-" between them, but found ${JSON.stringify(name)}`,
    );
  });

  test.each(unfit)("the chart %j is refused", (chart) => {
    expect(() => projectWith([], { chart })).toThrow(/^the name of a chart becomes a part of paths/);
  });

  test("all that are not fit are told", () => {
    expect(() => projectWith([], { environments: ["../x", "dev", "$&"] })).toThrow(`"../x", "$&"`);
  });

  test("one that is fit goes into the path as it is", () => {
    const outputs = [
      valuesFiles({ path: "{chart}/{environment}.yaml" }),
      fluxHelmReleases({ path: "flux/{environment}.yaml", source: "shop" }),
    ];
    expect(pathsOf(projectWith(outputs, { environments: ["Dev-1.0_x"] }))).toEqual([
      "web/Dev-1.0_x.yaml",
      "flux/Dev-1.0_x.yaml",
    ]);
  });
});

test("what GitOps tools read is where valuesFiles writes", () => {
  const outputs = [
    valuesFiles({ path: "{chart}/{environment}.yaml" }),
    fluxHelmReleases({ path: "flux/{environment}.yaml", source: "shop" }),
  ];
  expect(contentsOf(projectWith(outputs, { environments: ["dev"] })).get("flux/dev.yaml")).toContain(
    "web/dev.yaml",
  );
});

describe("a content is a text:", () => {
  test.each([
    ["nothing", undefined, "its content is undefined"],
    ["null", null, "its content is null"],
    ["bytes", Buffer.from("a"), "its content is object"],
    ["a promise", Promise.resolve("a"), "its content is a promise: an output is not asynchronous"],
    ["half of a surrogate pair", "a\uD800", "half of a surrogate pair"],
  ])("%s is refused", (_what, content, message) => {
    expect(() => pathsOf(projectWith([file("a.txt", () => content as string)]))).toThrow(message);
  });
});
