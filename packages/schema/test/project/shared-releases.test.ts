import { describe, expect, test } from "vitest";
import { defineChart, defineModel, defineProject, environmentsOf, evaluate, Type } from "../../src/index.ts";
import type { Project, Release } from "../../src/project/define-project.ts";
import { sharedReleases } from "../../src/project/shared-releases.ts";
import { runMain } from "../support/chartmodel.ts";
import { tempProject } from "../support/temp-project.ts";

const chart = defineChart({ name: "shop", values: Type.Object({}) });
const other = defineChart({ name: "queue", values: Type.Object({}) });
const model = defineModel({ name: "environment", values: Type.Object({}) });

/** What is warned of in a project whose environments install the shop and the queue so. */
function warningsOf(releases: Readonly<Record<string, Release & { queue?: string }>>): string[] {
  const project = defineProject({
    name: "shop",
    environment: model,
    environments: Object.keys(releases).map((name) => environmentsOf(model)({ name })),
    charts: { shop: chart, queue: other },
    projection: () => ({ shop: {}, queue: {} }),
    releases({ name }) {
      const { queue = "queue", ...release } = releases[name] as Release & { queue?: string };
      return { shop: release, queue: { ...release, name: queue } };
    },
  }) as unknown as Project;
  const evaluations = Object.keys(releases).map((name) => evaluate(project, name));
  return sharedReleases(project, evaluations).map(({ message }) => message);
}

const production = { name: "shop", namespace: "shop", context: "production" };

describe("one release of one cluster", () => {
  test("of two environments is told of each chart", () => {
    const warnings = warningsOf({ blue: production, green: production });
    expect(warnings).toEqual([
      expect.stringMatching(
        /^the release shop in the namespace shop of the context production is that of shop of blue too.*other name, name/s,
      ),
      expect.stringMatching(/^the release queue .*that of queue of blue too/),
    ]);
  });

  test("of two charts is told without a context too", () => {
    expect(warningsOf({ blue: { name: "shop", namespace: "shop", queue: "shop" } })).toEqual([
      expect.stringMatching(/^the release shop in the namespace shop is that of shop of blue too/),
    ]);
  });

  test.each<[what: string, change: Partial<Release> & { queue?: string }]>([
    ["another namespace", { namespace: "green" }],
    ["another context", { context: "staging" }],
    ["another name", { name: "green", queue: "green-queue" }],
  ])("is not that of %s", (_, change) => {
    expect(warningsOf({ blue: production, green: { ...production, ...change } })).toEqual([]);
  });

  test("is not known where environments name no context", () => {
    const nowhere = { name: "shop", namespace: "shop" };
    expect(warningsOf({ blue: nowhere, green: nowhere })).toEqual([]);
  });

  test("is warned of by check, and is no failure", async () => {
    const project = tempProject("shop");
    project.edit(
      "chartmodel.config.ts",
      '  overlay: "overlays/{environment}.yaml",',
      '  releases: () => ({ web: { name: "a", namespace: "b", context: "c" }, worker: { name: "w", namespace: "b", context: "c" } }),\n  overlay: "overlays/{environment}.yaml",',
    );
    await runMain(project, ["render"]);
    const { stderr } = await runMain(project, ["check"]);
    expect(stderr).toMatch(/^production: 2 warnings\n {2}! shop-web: the release a .*\[release-shared\]$/m);
  });
});
