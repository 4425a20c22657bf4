import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { runMain } from "../support/chartmodel.ts";
import { helm } from "../support/helm.ts";
import { type TempProject, tempProject } from "../support/temp-project.ts";

/** A chart that has nothing to do with the todo stack, modelled with this package alone. */
async function worker(): Promise<TempProject> {
  const project = tempProject("queue-worker");
  expect(await runMain(project, ["render"])).toMatchObject({ code: 0 });
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
  test.each(["small", "large"])("passes helm lint --strict with %s", async (environment) => {
    const project = await worker();
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

  test("renders the CronJob that its values describe", async () => {
    const { stdout } = template(await worker());
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
  ])("is refused by Helm with $set", async ({ set, at }) => {
    const { code, stderr } = template(await worker(), "--set", set);
    expect(code).toBe(1);
    expect(stderr).toContain(`at '${at}'`);
  });

  test("takes Helm's global values", async () => {
    expect(template(await worker(), "--set", "global.region=eu")).toMatchObject({ code: 0, stderr: "" });
  });

  test("is refused by the program in the words of its own model", async () => {
    const { code, stderr } = await runMain(await worker(), ["values", "--env", "small", "--set", "batch=0"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/batch must be integer, 1 to 1000 messages, but is 0 \[range\]/);
  });
});
