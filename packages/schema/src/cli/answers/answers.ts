import { existsSync } from "node:fs";
import { relative } from "node:path";
import { visibleValue } from "@chartmodel/json-schema";
import { evaluate, validOrThrow } from "../../project/evaluate.ts";
import { overlayOf } from "../../project/overlay-of.ts";
import { releaseOf } from "../../project/release-of.ts";
import { withSources } from "../../project/with-sources.ts";
import { propose } from "../../propose/propose.ts";
import { UsageError } from "../../usage-error.ts";
import { type EnvironmentIssue, ValuesError } from "../../values-error.ts";
import { checkManifests } from "../check-manifests.ts";
import type { CommandContext } from "../command.ts";
import { compareEnvironments, compareWithCommit } from "../commands/diff.ts";
import { explainFields } from "../explain-fields.ts";
import { findChart } from "../find-chart.ts";
import { findDrift } from "../find-drift.ts";
import { tryLint } from "../load-lint.ts";
import { describePlace } from "./describe-place.ts";

/** Input that fits the tool's schema. */
export interface Input {
  readonly environment?: string;
  readonly chart?: string;
  readonly path?: string;
  readonly to?: string;
  readonly against?: string;
  readonly manifests?: boolean;
  readonly value?: unknown;
  readonly reason?: string;
  readonly also?: readonly { readonly path: string; readonly value: unknown }[];
}

/** Answers by the names of the tools: plain data, without secrets of the models. */
export const answers: Readonly<
  Record<string, (context: CommandContext, input: Input) => object | Promise<object>>
> = {
  environments({ project, root, options }) {
    const { charts } = project;
    const environments = [...project.environments.values()].map(({ name, extends: parent }) => {
      const { environment, issues, warnings } = evaluate(project, name, options(name));
      const overlay = overlayOf(project, root, name);
      const releases = Object.entries(charts).map(([key, chart]) => [
        chart.name,
        releaseOf(project, environment, key),
      ]);
      return {
        name,
        ...(parent !== undefined && { extends: typeof parent === "string" ? parent : parent.name }),
        ...(overlay && { overlay: { path: relative(root, overlay), exists: existsSync(overlay) } }),
        issues: issues.length,
        warnings: warnings.length,
        // What the releases are is made of values that are valid.
        ...(issues.length === 0 && { releases: Object.fromEntries(releases) }),
      };
    });
    return {
      project: project.name,
      environments,
      charts: Object.values(charts).map(({ name, path }) => ({ name, path })),
    };
  },

  values({ project, options }, { environment = "", chart }) {
    const { values } = validOrThrow(evaluate(project, environment, options(environment)));
    const charts = chart === undefined ? Object.entries(project.charts) : [findChart(project, chart)];
    const shown = charts.map(([key, { name, schema }]) => [
      name,
      visibleValue(values[key], { root: schema }),
    ]);
    return { environment, charts: Object.fromEntries(shown) };
  },

  explain: (context, { environment = "", path = "" }) => ({
    environment,
    fields: explainFields(context, environment, path),
  }),

  schema({ project }, { chart, path = "" }) {
    const { schema } = chart === undefined ? project.environment : findChart(project, chart)[1];
    return describePlace(schema, path);
  },

  async check(context) {
    const { root } = context;
    const warnings: EnvironmentIssue[] = [];
    const found = {
      passed: false,
      issues: [],
      warnings,
      outOfDate: [],
      leftOver: [],
      manifests: [],
      notes: [],
    };
    try {
      const drift = findDrift(context, (evaluation) =>
        warnings.push(...withSources(evaluation.warnings, evaluation.resolved, root)),
      );
      const lint = await tryLint();
      const { issues: manifests, notes } = lint
        ? await checkManifests(context, drift, () => {})
        : { issues: [], notes: ["the manifests were not checked: that needs the package @chartmodel/lint"] };
      const { drifted, stale } = drift;
      const passed = drifted.length + stale.length + manifests.length === 0;
      return { ...found, passed, outOfDate: drifted, leftOver: stale, manifests, notes };
    } catch (error) {
      if (!(error instanceof ValuesError)) throw error;
      return { ...found, issues: error.issues, notes: ["the files and the manifests were not checked"] };
    }
  },

  async diff(context, { environment, to, against, manifests = false }) {
    if (against !== undefined) {
      if (to !== undefined) throw new UsageError("name one of `to` and `against`");
      const names = environment === undefined ? [] : [environment];
      return { comparisons: await compareWithCommit(context, against, names, manifests) };
    }
    if (environment === undefined || to === undefined)
      throw new UsageError("name two environments with `environment` and `to`, or a commit with `against`");
    return { comparisons: await compareEnvironments(context, environment, to, manifests) };
  },

  async propose({ project, root, options }, { environment = "", path = "", value, reason, also = [] }) {
    const values = [{ path, value }, ...also];
    const context = { project, root, options, lint: await tryLint() };
    return (await propose(context, { environment, values, reason })).proposal;
  },
};
