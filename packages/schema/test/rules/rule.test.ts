import { describe, expect, onTestFinished, test, vi } from "vitest";
import {
  defineChart,
  defineModel,
  defineProject,
  defineRule,
  type Environment,
  environmentsOf,
  evaluate,
  renderValues,
  Type,
} from "../../src/index.ts";
import { runMain } from "../support/chartmodel.ts";
import { tempProject } from "../support/temp-project.ts";

const model = defineModel({
  name: "rules",
  values: Type.Object({ host: Type.String({ description: "A host." }), pods: Type.Integer({ default: 1 }) }),
});
const chart = defineChart({ name: "rules-chart", values: Type.Object({ origin: Type.String() }) });
type Env = Environment<typeof model>;

const hostSet = defineRule("host-set", "There is a host.", ({ host }: Env, report) => {
  if (host === "") report("host", { expected: "a host", received: host, fix: "name it" });
});
const twoPods = defineRule(
  "two-pods",
  "Two pods outlive one.",
  ({ pods }: Env, report) => {
    if (pods < 2) report("pods", { expected: "at least 2", received: pods, fix: "raise it" });
  },
  { severity: "warning" },
);

const project = defineProject({
  name: "rules",
  environment: model,
  environments: [],
  charts: { chart },
  rules: [hostSet, twoPods],
  // What this function says of an empty host is nothing that a person could use.
  projection: ({ host }: Env) => ({ chart: { origin: new URL(`http://${host}`).origin } }),
});
const defineEnvironment = environmentsOf(model);

describe("a rule", () => {
  test("that is broken keeps the environment from the projection", () => {
    const { issues, values, warnings } = evaluate(project, defineEnvironment({ name: "a", host: "" }));
    expect(issues).toEqual([
      expect.objectContaining({
        code: "host-set",
        path: "host",
        environment: "a",
        message: 'host must be a host, but is "": name it',
      }),
    ]);
    expect(values).toBeUndefined();
    expect(warnings).toMatchObject([{ code: "two-pods", environment: "a" }]);
  });

  test("is not asked of an environment that the model refuses", () => {
    const { issues, warnings } = evaluate(project, defineEnvironment({ name: "a", host: "", pods: 0.5 }));
    expect(issues).toMatchObject([{ path: "pods", code: "type" }]);
    expect(warnings).toEqual([]);
  });

  test("that warns lets the environment pass", () => {
    const environment = defineEnvironment({ name: "a", host: "h" });
    const { issues, warnings } = evaluate(project, environment);
    expect(issues).toEqual([]);
    expect(warnings).toMatchObject([{ code: "two-pods", path: "pods", received: "1" }]);
    expect(renderValues(project, environment)).toEqual({ chart: { origin: "http://h" } });
    expect(evaluate(project, defineEnvironment({ name: "a", host: "h", pods: 2 })).warnings).toEqual([]);
  });
});

describe("a warning is shown with its source, and the command succeeds:", () => {
  const rule = `const warned = defineRule(
  "few-replicas",
  "Three replicas are better than less.",
  ({ web }: Environment<typeof model>, report) => {
    if (web.replicas < 4) report("web.replicas", { expected: "at least 4", received: web.replicas, fix: "raise it" });
  },
  { severity: "warning" },
);
export default`;
  const shop = () => {
    const temporary = tempProject("shop");
    temporary.edit("chartmodel.config.ts", "export default", rule);
    temporary.edit("chartmodel.config.ts", "[liveReplicas]", "[liveReplicas, warned]");
    return temporary;
  };
  const shown = [
    "production: 1 warning",
    "  ! web.replicas must be at least 4, but is 3: raise it [few-replicas]",
    "    set in environments.ts:16",
  ].join("\n");

  test("render, then check", async () => {
    vi.stubEnv("HELM", "/nowhere");
    onTestFinished(() => void vi.unstubAllEnvs());
    const temporary = shop();
    for (const verb of ["render", "check"]) {
      const { code, stderr } = await runMain(temporary, [verb]);
      expect(stderr).toContain(shown);
      expect(stderr).toContain("development: 1 warning");
      expect(code).toBe(0);
    }
  });

  test("values", async () => {
    const args = ["values", "--env", "production", "--chart", "web"];
    const { code, stdout, stderr } = await runMain(shop(), args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: `${shown}\n` });
    expect(stdout).toContain("replicas: 3");
  });
});
