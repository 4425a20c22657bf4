import { chmodSync } from "node:fs";
import { marked } from "marked";
import { describe, expect, test } from "vitest";
import { chartmodel, runMain } from "../support/chartmodel.ts";
import { committedShop, git } from "../support/committed-shop.ts";
import { projectIn, type TempProject, tempProject } from "../support/temp-project.ts";

describe("between two environments", () => {
  test("tells path, values, unit and the layer, and exits with 1", () => {
    const shop = tempProject("shop");
    const { code, stdout, stderr } = chartmodel(shop, [
      "diff",
      "--env",
      "development",
      "--env",
      "production",
    ]);
    expect(stderr).toBe("");
    expect(code).toBe(1);
    expect(stdout).toMatch(/^development → production\n {2}environment\n/);
    expect(stdout).toMatch(/^ {4}web\.replicas +1 → 3 pods +environments\.ts:\d+$/m);
    expect(stdout).toMatch(/^ {2}shop-web\n {4}replicas +1 → 3 pods$/m);
  });

  test("as data and as Markdown", async () => {
    const shop = tempProject("shop");
    const args = ["diff", "--env", "development", "--env", "production"];
    const [comparison] = JSON.parse((await runMain(shop, [...args, "--json"])).stdout);
    expect(comparison.parts[0].changes).toContainEqual(
      expect.objectContaining({ path: "web.replicas", before: 1, after: 3, unit: "pods" }),
    );
    expect((await runMain(shop, [...args, "--markdown"])).stdout).toMatch(
      /^\| `web\.replicas` \| `1` pods \| `3` pods \| environments\.ts:\d+ \|$/m,
    );
  });

  test("exits with 0 where nothing differs", async () => {
    const shop = tempProject("shop");
    const { code, stdout, stderr } = await runMain(shop, [
      "diff",
      "--env",
      "production",
      "--env",
      "production",
    ]);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: "nothing differs\n" });
  });
});

describe("from a commit", () => {
  test("tells nothing of what Helm reads alike, where people wrote the values", async () => {
    const shop = await committedShop();
    shop.edit("environments/production/shop-web.values.yaml", "replicas: 3", "replicas: 0b11");
    git(shop, "commit", "--quiet", "--all", "--message", "by hand");
    expect(await runMain(shop, ["diff", "--against", "HEAD"])).toMatchObject({ code: 0, stdout: "" });
  });

  test("tells what an edit changes, in every environment", async () => {
    const shop = await committedShop();
    expect(await runMain(shop, ["diff", "--against", "HEAD"])).toMatchObject({ code: 0, stdout: "" });
    const { code, stdout } = await runMain(shop, ["diff", "--against", "HEAD", "--set", "web.replicas=5"]);
    expect(code).toBe(1);
    expect(stdout).toBe(
      "development\n  shop-web\n    replicas  1 → 5 pods\n\nproduction\n  shop-web\n    replicas  3 → 5 pods\n",
    );
  });

  test("in a folder of the repository, too", async () => {
    const outer = await committedShop();
    for (const file of Object.keys(outer.files()))
      if (!file.startsWith(".git")) outer.write(`inner/${file}`, outer.read(file));
    git(outer, "add", ".");
    git(outer, "commit", "--quiet", "--message", "inner");
    const inner = projectIn(outer.path("inner"));
    expect(await runMain(inner, ["diff", "--against", "HEAD"])).toMatchObject({ code: 0 });
    expect((await runMain(inner, ["diff", "--against", "HEAD", "--set", "web.replicas=5"])).stdout).toMatch(
      /1 → 5/,
    );
  });

  test("renders a chart as it was, also one that git leaves out of archives", async () => {
    const shop = await committedShop();
    shop.write(
      "charts/web/templates/map.yaml",
      'kind: ConfigMap\napiVersion: v1\nmetadata: { name: a }\ndata: { replicas: "{{ .Values.replicas }}" }\n',
    );
    shop.write(".gitattributes", "charts/** export-ignore\n");
    git(shop, "add", ".");
    git(shop, "commit", "--quiet", "--message", "template");
    shop.edit("environments.ts", "replicas: 3", "replicas: 4");
    const { code, stdout, stderr } = await runMain(shop, ["diff", "--against", "HEAD", "--manifests"]);
    expect(code, stderr).toBe(1);
    expect(stdout).toMatch(/ConfigMap a changed\n +data\.replicas {2}"3" → "4"/);
  });

  test("names environments that are new, and those that are gone", async () => {
    const shop = await committedShop();
    git(shop, "mv", "environments/development", "environments/qa");
    git(shop, "commit", "--quiet", "--message", "qa");
    const { code, stdout } = await runMain(shop, ["diff", "--against", "HEAD"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^development\n {2}shop-web: HEAD has no environments\/development\/shop-web\.values\.yaml$/m,
    );
    expect(stdout).toMatch(/^qa\n {2}the environment is in the project no more$/m);
  });

  test.each([
    ["a reference that is none", "nope", /there is no commit "nope"/],
    ["what looks like an option", "--output=stolen", /there is no commit "--output=stolen"/],
  ])("refuses %s", async (_, reference, message) => {
    const shop = await committedShop();
    const { code, stderr } = await runMain(shop, ["diff", `--against=${reference}`]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(Object.keys(shop.files())).not.toContain("stolen");
  });
});

test("nothing of a name, a value, a file or a unit is Markdown, HTML or a call of somebody", async () => {
  const shop = await committedShop();
  const hostile = "a|b`c``<img src=x> @nobody [x](y) \\u202e\\n# d";
  shop.edit("model.ts", 'unit: "pods"', `unit: "${hostile}"`);
  shop.edit("environments.ts", '"example.com/team": "shop"', `"x/<b>@a|b": "${hostile}"`);
  shop.write("environments/<img src=x> @nobody/shop-web.values.yaml", "{}\n");
  git(shop, "add", ".");
  git(shop, "commit", "--quiet", "--message", "hostile");
  shop.remove("environments/<img src=x> @nobody");
  shop.edit("environments.ts", "replicas: 3", "replicas: 4");
  const { code, stdout } = await runMain(shop, ["diff", "--against", "HEAD", "--markdown"]);
  expect(code).toBe(1);
  const html = marked.parse(stdout, { async: false });
  expect(html).toContain("&lt;img src=x&gt;");
  expect(html).not.toContain("<img");
  // Outside of code GitHub calls whoever is named.
  expect(html.replaceAll(/<code>.*?<\/code>/gs, "")).not.toContain("@");
  const rows = html.match(/<tr>.*?<\/tr>/gs)?.map((row) => row.match(/<t[hd]>/g)?.length);
  expect(new Set(rows)).toEqual(new Set([4]));
  expect(stdout).not.toContain("\u202e");
});

describe("secrets", () => {
  test("are never shown, also those that the model no longer has", async () => {
    const shop = await committedShop();
    const path = "environments/production/shop-web.values.yaml";
    shop.write(path, `${shop.read(path)}password: hunter2-hunter2\nnested: { token: hunter3-hunter3 }\n`);
    git(shop, "commit", "--quiet", "--all", "--message", "leak");
    for (const format of [[], ["--json"], ["--markdown"]]) {
      const { code, stdout, stderr } = await runMain(shop, ["diff", "--against", "HEAD", ...format]);
      expect(code).toBe(1);
      expect(stdout).toContain("password");
      expect(stdout + stderr).not.toContain("hunter");
    }
  });

  test.each([
    ["a tag", "password: !vault hunter2-hunter2\n"],
    ["a directive that YAML does not have", "%hunter2-hunter2 x\n---\na: 1\n"],
    ["a key that is a list", "? [a]\n: hunter2-hunter2\n"],
    ["an alias without an anchor", "password: *hunter2-hunter2\n"],
    ["what is no YAML", "password: |hunter2-hunter2\n"],
  ])("stay in a file of YAML that has %s", async (_, lines) => {
    // As a process: Node itself would write a warning.
    const shop = await committedShop();
    const command = ["diff", "--against", "HEAD", "--manifests", "--env", "production"];
    for (const path of ["environments/production/shop-web.values.yaml", "charts/web/values.yaml"]) {
      const before = shop.read(path);
      shop.write(path, lines.startsWith("%") ? lines : before + lines);
      git(shop, "commit", "--quiet", "--all", "--message", "leak");
      const { stdout, stderr } = chartmodel(shop, command);
      expect(stdout + stderr).not.toContain("hunter");
      expect(stdout + stderr).not.toContain("Warning");
      shop.write(path, before);
    }
    shop.write("charts/web/Chart.yaml", shop.read("charts/web/Chart.yaml") + lines);
    shop.edit("model.ts", "maximum: 50", "maximum: 9");
    const { stdout, stderr } = chartmodel(shop, ["check", "--against", "HEAD"], {
      env: { HELM: "/nowhere" },
    });
    expect(stdout + stderr).not.toContain("hunter");
  });

  test("hide nothing else: a key that came beside one is shown", async () => {
    const shop = await committedShop();
    shop.edit(
      "model.ts",
      "const webValues = Type.Object({",
      'const webValues = Type.Object({\n  color: Type.String({ description: "c", default: "blue" }),\n  pin: Type.String({ description: "p", secret: true, default: "hunter6-hunter6" }),',
    );
    const { stdout } = await runMain(shop, ["diff", "--against", "HEAD", "--env", "production"]);
    expect(stdout).toMatch(/^ {4}color +none → "blue"$/m);
    expect(stdout).toMatch(/^ {4}pin +none → \(hidden\)$/m);
    expect(stdout).not.toContain("hunter");
  });

  /** Variables of containers, which no schema knows the secrets of. */
  const withVariables = () => {
    const shop = tempProject("shop");
    shop.edit(
      "model.ts",
      "const webValues = Type.Object({",
      'const webValues = Type.Object({\n  env: Type.Array(Kubernetes.EnvVar(), { description: "e", default: [] }),',
    );
    const variables = '[{ name: "API_TOKEN", value: "hunter7-hunter7" }, { name: "LEVEL", value: "plain" }]';
    shop.edit("environments.ts", "replicas: 3,", `replicas: 3, env: ${variables},`);
    return shop;
  };

  test("of which only a variable's name tells are not shown, the other variables are", async () => {
    const shop = withVariables();
    for (const format of [[], ["--json"], ["--markdown"]]) {
      const args = ["diff", "--env", "development", "--env", "production", ...format];
      const { code, stdout, stderr } = await runMain(shop, args);
      expect(code, stderr).toBe(1);
      expect(stdout).toContain("API_TOKEN");
      expect(stdout).toContain("plain");
      expect(stdout + stderr).not.toContain("hunter");
    }
    for (const path of ["web.env", "web.env[0].value"]) {
      const { stdout, stderr } = await runMain(shop, ["explain", "--env", "production", path]);
      expect(stdout).toContain("(hidden)");
      expect(stdout + stderr).not.toContain("hunter");
    }
  });

  test("that changed are told to have changed", async () => {
    const shop = tempProject("shop");
    shop.edit("environments.ts", 'host: "localhost",', 'host: "localhost", token: "hunter4-hunter4",');
    const { stdout, stderr } = await runMain(shop, ["diff", "--env", "development", "--env", "production"]);
    expect(stdout).toMatch(/^ {4}token +changed \(hidden\)/m);
    expect(stdout + stderr).not.toMatch(/hunter|horse/);
  });
});

describe("from the cluster", () => {
  /** A Helm that answers for one release, and keeps how it was asked. */
  const withHelm = (project: TempProject, release: string, values: object) => {
    project.write(
      "helm",
      `#!/bin/sh
case "$1 $3" in
  version*) printf v3.19.0 ;;
  *" ${release}") echo "$@" >> asked; echo '${JSON.stringify(values)}' ;;
  *) echo "Error: release: not found" >&2; exit 1 ;;
esac
`,
    );
    chmodSync(project.path("helm"), 0o755);
    return { env: { HELM: project.path("helm") } };
  };

  test("tells how the values of a release differ, and hides what no model knows", async () => {
    const shop = tempProject("shop");
    shop.edit("chartmodel.config.ts", "worker: { queue", "// worker: { queue");
    shop.edit("chartmodel.config.ts", "  charts,", "  charts: { web: charts.web },");
    const helm = withHelm(shop, "shop-web", { replicas: 9, password: "hunter5-hunter5" });
    const args = ["diff", "--live", "--env", "production", "--kube-context", "far"];
    const { code, stdout, stderr } = await runMain(shop, args, helm);
    expect(stderr).toBe("");
    expect(code).toBe(1);
    expect(stdout).toMatch(/^ {4}replicas +9 → 3 pods$/m);
    expect(stdout).toMatch(/^ {4}password +\(hidden\) → none$/m);
    expect(shop.read("asked")).toBe(
      "get values shop-web --all --namespace default --output json --kube-context far\n",
    );
  });

  test("asks the cluster that the project gives the release, if no other is named", async () => {
    const shop = tempProject("shop");
    shop.edit(
      "chartmodel.config.ts",
      "  rules: [liveReplicas],",
      '  rules: [liveReplicas],\n  releases: ({ name }) => ({\n    web: { name: "shop-web", namespace: "shop", context: name },\n    worker: { name: "shop-worker", namespace: "shop", context: name },\n  }),',
    );
    const helm = withHelm(shop, "nothing", {});
    const args = ["diff", "--live", "--env", "production"];
    expect(await runMain(shop, args, helm)).toMatchObject({
      code: 2,
      stderr: "error: the release shop-web in shop of production cannot be read: release: not found\n",
    });
    expect((await runMain(shop, [...args, "--kube-context", "far"], helm)).stderr).toContain(
      "in shop of far",
    );
  });

  test("says why it cannot read a release", async () => {
    const shop = tempProject("shop");
    const helm = withHelm(shop, "another", {});
    const { code, stderr } = await runMain(shop, ["diff", "--live", "--env", "production"], helm);
    expect(code).toBe(2);
    expect(stderr).toBe("error: the release shop-web in default cannot be read: release: not found\n");
  });
});

/** A shop whose projection puts the token into values that the chart's model does not mark. */
async function leakingShop(): Promise<TempProject> {
  const shop = await committedShop();
  shop.edit("chartmodel.config.ts", "({ web, queue, host }:", "({ web, queue, host, token }:");
  shop.edit("chartmodel.config.ts", "http://${host}:", "http://user-${token}.${host}:");
  shop.edit(
    "chartmodel.config.ts",
    "    web,\n",
    '    web: { ...web, annotations: token === "" ? {} : { token: btoa(token) } },\n',
  );
  return shop;
}

test("check warns of a secret in a field that is not marked, and shows it to nobody", async () => {
  const shop = await leakingShop();
  const { stdout, stderr } = await runMain(shop, ["check"], { env: { HELM: "/nowhere" } });
  expect(stderr).toContain("production: 2 warnings");
  expect(stderr).toContain("shop-worker: webUrl holds a secret of the environment");
  expect(stderr).toContain("shop-web: annotations.token holds a secret of the environment");
  expect(stderr).not.toContain("development: ");
  expect(stdout + stderr).not.toMatch(/correct-horse|Y29ycmVjd/);
});

test("a secret that was, and is another now or none, is shown in no diff", async () => {
  const shop = await leakingShop();
  shop.write(
    "charts/worker/templates/a.yaml",
    'kind: ConfigMap\napiVersion: v1\nmetadata: { name: a }\ndata: { url: "{{ .Values.webUrl }}" }\n',
  );
  await runMain(shop, ["render"]);
  git(shop, "add", ".");
  git(shop, "commit", "--quiet", "--message", "leak");
  for (const [was, now] of [
    ["correct-horse-battery", "battery-staple"],
    ["battery-staple", ""],
  ] as const) {
    shop.edit("environments.ts", was, now);
    for (const form of [[], ["--json"], ["--markdown"], ["--manifests", "--env", "production"]]) {
      const { stdout, stderr } = await runMain(shop, ["diff", "--against", "HEAD", ...form]);
      expect(stdout, stderr).toContain("webUrl");
      for (const secret of ["correct-horse", "battery-staple", btoa("correct-horse"), "Y29ycmVjd"])
        expect(stdout + stderr).not.toContain(secret);
    }
  }
});

test("a secret that the projection puts into a chart's plain value is shown in no diff", async () => {
  const shop = await leakingShop();
  for (const against of [
    ["--env", "development", "--env", "production"],
    ["--against", "HEAD"],
  ])
    for (const form of [[], ["--json"], ["--markdown"]]) {
      const { stdout, stderr } = await runMain(shop, ["diff", ...against, ...form]);
      expect(stdout).toContain("user-(hidden)");
      expect(stdout + stderr).not.toContain("correct-horse");
    }
});

/** A shop that gives its token to a chart, of which a template makes all kinds of things. */
async function shopWithTemplates(): Promise<TempProject> {
  const shop = await committedShop();
  shop.edit(
    "model.ts",
    "const webValues = Type.Object({",
    'const webValues = Type.Object({\n  token: Type.Optional(Type.String({ description: "t", secret: true, minLength: 8 })),',
  );
  shop.edit("chartmodel.config.ts", "({ web, queue, host }:", "({ web, queue, host, token }:");
  shop.edit("chartmodel.config.ts", "    web,\n", "    web: { ...web, ...(token && { token }) },\n");
  shop.edit("environments.ts", 'host: "localhost",', 'host: "localhost", token: "battery-horse-staple",');
  const token = "{{ .Values.token | default .Values.oldToken }}";
  shop.write(
    "charts/web/templates/pod.yaml",
    `apiVersion: v1
kind: Pod
metadata:
  name: web-${token.replace(" }}", " | trunc 5 }}")}
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    checksum/secret: ${token.replace(" }}", " | sha256sum }}")}
    ${token}: key
    ${token.replace(" }}", " | trunc 6 }}")}: key
spec:
  containers:
    - name: web
      image: "web:{{ .Values.replicas }}"
      args: ["--token=${token}", "--part=${token.replace(" }}", " | upper | trunc 9 }}")}"]
      env: [{ name: A, value: ${token.replace(" }}", " | b64enc }}")} }]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: web }
data:
  replicas.txt: |
    replicas {{ .Values.replicas }}
    part ${token.replace(" }}", ' | trunc 7 | replace "-" "+" }}')}
`,
  );
  await runMain(shop, ["render"]);
  return shop;
}

const made = /batte|BATTE|YmF0dGVy|corre|CORRE|Y29ycm|[0-9a-f]{64}/;

test("what a template makes of a secret is shown in no object: a checksum, a part, a key, a name", async () => {
  const shop = await shopWithTemplates();
  const args = ["diff", "--env", "development", "--env", "production", "--manifests"];
  for (const form of [[], ["--json"], ["--markdown"]]) {
    const { code, stdout, stderr } = await runMain(shop, [...args, ...form]);
    expect(code, stderr).toBe(1);
    expect(stdout).toMatch(/web:3|image/);
    expect(stdout).toContain("checksum/secret");
    expect(stdout + stderr).not.toMatch(made);
  }
});

test("a chart that takes no other secret shows nothing that may be made of one", async () => {
  const shop = await shopWithTemplates();
  shop.edit(
    "model.ts",
    "secret: true, minLength: 8",
    'secret: true, enum: ["battery-horse-staple", "correct-horse-battery"]',
  );
  await runMain(shop, ["render"]);
  const args = ["diff", "--env", "development", "--env", "production", "--manifests"];
  const { stdout, stderr } = await runMain(shop, args);
  expect(stdout, stderr).toContain("checksum/secret");
  expect(stdout + stderr).not.toMatch(made);
});

test("a value that no model knew is not shown in the objects either", async () => {
  const shop = await shopWithTemplates();
  const path = "environments/production/shop-web.values.yaml";
  shop.edit(path, 'token: "correct-horse-battery"', "oldToken: battery-horse-staple");
  shop.write("charts/web/values.schema.json", "{}");
  git(shop, "add", ".");
  git(shop, "commit", "--quiet", "--message", "before the model");
  const args = ["diff", "--against", "HEAD", "--env", "production", "--manifests"];
  const { stdout, stderr } = await runMain(shop, args);
  expect(stdout, stderr).toContain("checksum/secret");
  expect(stdout + stderr).not.toMatch(made);
});
