import { describe, expect, test } from "vitest";
import { runMain } from "../support/chartmodel.ts";
import { tempProject } from "../support/temp-project.ts";

const values = (...args: string[]) => ["values", "--env", "production", "--chart", "shop-web", ...args];

describe("exit 2, with what to do:", () => {
  test.each<{ what: string; args: string[]; says: RegExp[] }>([
    {
      what: "a Kubernetes that is none",
      args: ["lint", "--kube-version", "garbage", "web"],
      says: [/--kube-version: expected a release of Kubernetes such as 1\.34, but got "garbage"/],
    },
    { what: "no time", args: ["lint", "--timeout", "0", "web"], says: [/--timeout: expected seconds/] },
    { what: "no time to check", args: ["check", "--timeout", "soon"], says: [/--timeout: expected seconds/] },
    { what: "an unknown verb", args: ["rendr"], says: [/"rendr"; did you mean "render"\?/] },
    {
      what: "an unknown environment",
      args: ["values", "--env", "prodution", "--chart", "web"],
      says: [/"prodution"; did you mean "production"\?/, /development, production/],
    },
    {
      what: "a short name of an environment",
      args: ["explain", "--env", "prod"],
      says: [/did you mean "production"\?/],
    },
    {
      what: "an unknown chart",
      args: ["values", "--env", "production", "--chart", "shop-wbe"],
      says: [/"shop-wbe"; did you mean "shop-web"\?/],
    },
    {
      what: "an unknown chart's schema",
      args: ["schema", "--chart", "shop-woker"],
      says: [/did you mean "shop-worker"\?/],
    },
    {
      what: "an unknown path",
      args: ["explain", "--env", "production", "web.relicas"],
      says: [/"relicas"; did you mean "replicas"\?/],
    },
    {
      what: "an unknown path at the top",
      args: ["explain", "--env", "production", "hots"],
      says: [/"hots"; did you mean "host"\?/],
    },
    {
      what: "a path that is none",
      args: ["explain", "--env", "production", "web..x"],
      says: [/"web\.\.x".*character 4/],
    },
    {
      what: "a name of every object",
      args: ["explain", "--env", "production", "__proto__"],
      says: [/"__proto__"/],
    },
    {
      what: "no environment",
      args: ["values", "--chart", "web"],
      says: [/--env is missing.*development, production/],
    },
    {
      what: "no chart",
      args: ["values", "--env", "production"],
      says: [/--chart is missing.*shop-web, shop-worker/],
    },
    {
      what: "an unknown option",
      args: ["render", "--ovrelay=x"],
      says: [/there is no option --ovrelay; did you mean --overlay\?/, /chartmodel render/],
    },
    { what: "an argument too many", args: ["render", "now"], says: [/unexpected argument "now"/] },
    { what: "an option without its value", args: ["values", "--env"], says: [/--env/] },
    {
      what: "--set of the wrong type",
      args: values("--set", "web.replicas=many"),
      says: [
        /web\.replicas: expected integer, 1 to 50 pods, but got "many"; for example --set web\.replicas=\d/,
      ],
    },
    {
      what: "--set of an unknown path",
      args: values("--set", "web.relicas=3"),
      says: [/did you mean "replicas"\?/],
    },
    { what: "--set without a value", args: values("--set", "web"), says: [/path=value/] },
    {
      what: "an overlay that is not there",
      args: values("--overlay", "none.yaml"),
      says: [/^error: there is no overlay none\.yaml\n$/],
    },
    {
      what: "a baseline that is not there",
      args: ["lint", "--baseline", "none.json", "charts/web"],
      says: [/^error: there is no baseline none\.json\n$/],
    },
    {
      what: "a configuration that is not there",
      args: ["render", "--config", "none.ts"],
      says: [/none\.ts/],
    },
    {
      what: "a folder without a configuration",
      args: ["render", "--config", "node_modules"],
      says: [/there is no chartmodel\.config\.ts, .* in node_modules\n/],
    },
  ])("$what", async ({ args, says }) => {
    const project = tempProject("shop");
    const before = project.files();
    const { code, stdout, stderr } = await runMain(project, args);
    for (const text of says) expect(stderr).toMatch(text);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(project.files()).toEqual(before);
  });

  test("no configuration in the folder or above it", async () => {
    const project = tempProject("shop");
    project.remove("chartmodel.config.ts");
    const { code, stderr } = await runMain(project, ["render"]);
    expect(code).toBe(2);
    expect(stderr).toContain(
      `no chartmodel.config.ts, chartmodel.config.mts, chartmodel.config.js, chartmodel.config.mjs in ${project.folder}`,
    );
  });

  test("what another copy of the package than the command's has against a configuration", async () => {
    const project = tempProject("shop");
    const thrown = 'throw Object.assign(new Error("two are called a"), { name: "UsageError" });\n';
    project.write("chartmodel.config.ts", `${thrown}export default 1;\n`);
    expect(await runMain(project, ["render"])).toEqual({
      code: 2,
      stdout: "",
      stderr: "error: two are called a\n",
    });
  });

  test("two models of one name", async () => {
    const project = tempProject("shop");
    const second = 'import { defineModel, Type } from "@chartmodel/schema";\n';
    project.write(
      "plan.ts",
      `${second}export const plan = defineModel({ name: "shop-web", values: Type.String() });\n`,
    );
    project.edit("chartmodel.config.ts", "import", 'import "./plan.ts";\nimport');
    const { code, stderr } = await runMain(project, ["render"]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: "error: more than one model is called shop-web\n" });
  });

  test("a default export that is no project", async () => {
    const project = tempProject("shop");
    project.write("chartmodel.config.ts", "export default 3;\n");
    const { code, stderr } = await runMain(project, ["render"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /chartmodel\.config\.ts: expected a default export made by defineProject, but found number/,
    );
  });

  test("a parent that does not exist", async () => {
    const project = tempProject("shop");
    project.edit("environments.ts", 'extends: "development"', 'extends: "developmnet"');
    const { code, stderr } = await runMain(project, ["render"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/"production".*"developmnet"; did you mean "development"\?/);
  });
});
