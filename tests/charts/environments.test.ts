import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { charts, environments, render, root, runHelm } from "./helm.ts";

describe.each(environments)("environment %s", (environment) => {
  test.each(charts)("helm lint --strict accepts %s", async (chart) => {
    const values = join(root, "environments", environment, `${chart}.values.yaml`);
    const result = await runHelm(["lint", "--strict", "--values", values, join(root, "charts", chart)]);
    expect(result, result.stdout + result.stderr).toMatchObject({ code: 0 });
  });

  test.each(charts)("%s renders a Deployment that its Service selects", async (chart) => {
    const manifests = await render(chart, environment);
    expect(manifests.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["Deployment", "Service", "ConfigMap"]),
    );
  });
});

test.each(charts)("the default values of %s are those of local", async (chart) => {
  const withDefaults = await runHelm(["template", chart, join(root, "charts", chart)]);
  const withLocal = await runHelm([
    "template",
    chart,
    join(root, "charts", chart),
    "--values",
    join(root, "environments", "local", `${chart}.values.yaml`),
  ]);
  const withoutRandom = (text: string) => text.replace(/^ {2}\w+_SECRET: .*$/gm, "");
  expect(withDefaults.code, withDefaults.stderr).toBe(0);
  expect(withoutRandom(withDefaults.stdout)).toBe(withoutRandom(withLocal.stdout));
});
