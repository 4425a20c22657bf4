import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { chartmodel } from "../support/chartmodel.ts";
import { helm } from "../support/helm.ts";
import { type TempProject, tempProject } from "../support/temp-project.ts";

/** A chart that has nothing to do with the todo stack, modelled with this package alone. */
function worker(): TempProject {
  const project = tempProject("queue-worker");
  expect(chartmodel(project, ["render"])).toMatchObject({ code: 0 });
  return project;
}

const template = (project: TempProject, ...args: string[]) =>
  helm([
    "template",
    "nightly",
    project.path("chart"),
    "--values",
    project.path("values/large.yaml"),
    ...args,
  ]);

describe("a queue worker's chart", () => {
  test.each(["small", "large"])("passes helm lint --strict with %s", (environment) => {
    const project = worker();
    const { code, stdout } = helm([
      "lint",
      "--strict",
      project.path("chart"),
      "--values",
      project.path(`values/${environment}.yaml`),
    ]);
    expect(stdout).toContain("0 chart(s) failed");
    expect(code).toBe(0);
  });

  test("renders the CronJob that its values describe", () => {
    const { stdout } = template(worker());
    const job = parse(stdout);
    const [container] = job.spec.jobTemplate.spec.template.spec.containers;
    expect(job).toMatchObject({ kind: "CronJob", spec: { schedule: "*/5 * * * *", suspend: false } });
    expect(container).toMatchObject({
      args: ["mail", "500"],
      env: [{ name: "MODE", value: "yes" }],
      resources: { requests: { cpu: "10m" } },
    });
  });

  test.each([
    { set: "batch=0", at: "/batch" },
    { set: "batch=many", at: "/batch" },
    { set: "batch=null", at: "" },
    { set: "bacth=3", at: "" },
    { set: "concurrency=Never", at: "/concurrency" },
    { set: "schedule=hourly", at: "/schedule" },
    { set: "suspend=maybe", at: "/suspend" },
    { set: "resources.request.cpu=1", at: "/resources" },
    { set: "env[0].nmae=A", at: "/env/0" },
  ])("is refused by Helm with $set", ({ set, at }) => {
    const { code, stderr } = template(worker(), "--set", set);
    expect(code).toBe(1);
    expect(stderr).toContain(`at '${at}'`);
  });

  test("takes Helm's global values", () => {
    expect(template(worker(), "--set", "global.region=eu")).toMatchObject({ code: 0, stderr: "" });
  });

  test("is refused by the program in the words of its own model", () => {
    const { code, stderr } = chartmodel(worker(), ["values", "--env", "small", "--set", "batch=0"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/batch must be integer, 1 to 1000 messages, but is 0 \[range\]/);
  });
});
