import { describe, expect, test } from "vitest";
import {
  defineChart,
  defineModel,
  defineProject,
  defineRule,
  environmentsOf,
  evaluate,
  Type,
  valuesFiles,
} from "../../src/index.ts";
import type { Project } from "../../src/project/define-project.ts";
import { releaseOf } from "../../src/project/release-of.ts";

const environment = defineModel({ name: "environment", values: Type.Object({}) });
const one = environmentsOf(environment)({ name: "one" });
const web = defineChart({ name: "web", values: Type.Object({}) });
const broken = defineRule("broken", "Nothing passes.", () => {});
const whole = {
  name: "shop",
  environment,
  environments: [one],
  charts: { web },
  projection: () => ({ web: {} }),
  rules: [broken],
  outputs: [valuesFiles()],
};

/** What is said of a project with these parts; JavaScript has no types that would say it before. */
function faultsOf(parts: unknown): string {
  try {
    defineProject(parts as never);
    return "";
  } catch (error) {
    expect((error as Error).name).toBe("UsageError");
    return (error as Error).message;
  }
}

describe("a project", () => {
  test("of all its parts is taken, without those that may be left out too", () => {
    expect(faultsOf(whole)).toBe("");
    expect(faultsOf({ ...whole, rules: undefined, outputs: undefined })).toBe("");
  });

  test.each<[string, object, RegExp]>([
    ["a part that is none", { rulez: [] }, /rulez is no part of a project; did you mean "rules"\?/],
    ["a name that is no text", { name: 5 }, /name must be a text, but is a number/],
    [
      "no environment model",
      { environment: undefined },
      /environment must be what defineModel gives.*nothing/,
    ],
    ["a schema for a model", { environment: Type.Object({}) }, /environment must be what defineModel gives/],
    ["environments by name", { environments: { one } }, /environments must be a list, but is an object/],
    [
      "an environment that is not there",
      { environments: [one, undefined] },
      /environments\[1\] must be what the function of environmentsOf gives, but is nothing/,
    ],
    [
      "an environment that nothing made",
      { environments: [{ name: "two", size: "large" }] },
      /environments\[0\] must be what .* gives, but is an object/,
    ],
    ["a list of charts", { charts: [web] }, /charts must be an object with the charts.*, but is a list/],
    [
      "a chart that nothing made",
      { charts: { web: { name: "web" } } },
      /charts\.web must be what defineChart/,
    ],
    ["no projection", { projection: undefined }, /projection must be a function.*, but is nothing/],
    ["values for a projection", { projection: { web: {} } }, /projection must be a function/],
    ["releases that are no function", { releases: {} }, /releases must be a function/],
    ["one rule", { rules: broken }, /rules must be a list, but is an object/],
    ["rules in rules", { rules: [[broken]] }, /rules\[0\] must be what defineRule gives, but is a list/],
    ["a rule that is a function", { rules: [() => {}] }, /rules\[0\] must be .*, but is a function/],
    ["an output that was not called", { outputs: [valuesFiles] }, /outputs\[0\] must be .*but is a function/],
    [
      "an output's name",
      { outputs: ["valuesFiles"] },
      /outputs\[0\] must be what valuesFiles\(\).* a string/,
    ],
    ["an output that writes nothing", { outputs: [{}] }, /outputs\[0\] must be/],
    ["an overlay that is no path", { overlay: 3 }, /overlay must be a text, but is a number/],
  ])("with %s is refused", (_what, parts, says) => {
    expect(faultsOf({ ...whole, ...parts })).toMatch(says);
  });

  test("is told all of it at once, with its name", () => {
    expect(faultsOf({ ...whole, rules: broken, outputs: [null] }).split("\n")).toEqual([
      'the project "shop" cannot be:',
      "  rules must be a list, but is an object",
      "  outputs[0] must be what valuesFiles(), or another output, gives, but is null",
    ]);
    expect(faultsOf(undefined)).toBe("defineProject takes an object, but was given nothing");
  });
});

describe("a release", () => {
  const releaseBy = (releases: () => unknown) => {
    const project = defineProject({ ...whole, releases: releases as never }) as unknown as Project;
    return releaseOf(project, { name: "one" }, "web");
  };

  test("is what the project says", () => {
    const release = { name: "shop", namespace: "shops" };
    expect(releaseBy(() => ({ web: release }))).toEqual(release);
  });

  test.each<[string, () => unknown, RegExp]>([
    [
      "without a namespace",
      () => ({ web: { name: "x" } }),
      /releases of one: the namespace of web must be a text/,
    ],
    [
      "of a chart that is none",
      () => ({ webb: {}, web: {} }),
      /"webb" is no chart of the project; did you mean "web"/,
    ],
    ["that is not there", () => ({}), /that of web must be an object, but is nothing/],
    ["that comes later", async () => ({}), /must be an object with those of web, but are a Promise/],
  ])("%s is refused", (_what, releases, says) => {
    expect(() => releaseBy(releases)).toThrow(says);
  });
});

describe("a rule", () => {
  test("of no known severity is refused", () => {
    const options = { severity: "warn" } as never;
    expect(() => defineRule("late", "Never.", () => {}, options)).toThrow(
      'the severity of the rule late must be "error" or "warning", but is "warn"',
    );
  });

  test.each(["error", "warning"] as const)("that answers later refuses the environment: %s", (severity) => {
    const late = defineRule(
      "late",
      "Never.",
      async (_environment: unknown, report) => {
        await undefined;
        report("host", { expected: "a host", received: "", fix: "name it" });
      },
      { severity },
    );
    const { issues } = evaluate(defineProject({ ...whole, rules: [late] }), "one");
    expect(issues.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      "late: the rule late must give an answer at once, but gave a Promise: a rule must not be async",
    ]);
  });
});
