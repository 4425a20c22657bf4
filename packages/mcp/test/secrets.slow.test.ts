import { expect, test } from "vitest";
import { chartmodel } from "../../schema/test/support/chartmodel.ts";
import { git } from "../../schema/test/support/committed-shop.ts";
import { ask, shop, stdioClient } from "./support.ts";

const canary = "hunter2-hunter2";

test("a secret is in no answer, wherever it stands", async () => {
  const project = shop();
  const secret = (fallback: string) =>
    `Type.String({ description: "Of the shop.", secret: true, maxLength: 40, default: "${fallback}", examples: ["${canary}-example"] })`;
  project.edit(
    "model.ts",
    "host: Type.String(",
    `login: Type.Object({ password: ${secret(`${canary}-default`)} }),\n    people: Type.Array(Type.Object({ key: ${secret("")} }), { default: [{ key: "${canary}-item" }] }),\n    host: Type.String(`,
  );
  project.edit(
    "model.ts",
    "const workerValues = Type.Object({",
    `const workerValues = Type.Object({ password: ${secret("")},`,
  );
  project.edit(
    "chartmodel.config.ts",
    "worker: { queue,",
    // One place where the chart's model has a secret, and one where it has none.
    "worker: { password: login.password, queue: `${queue}-${token}`,",
  );
  project.edit(
    "chartmodel.config.ts",
    "projection: ({ web, queue, host }",
    "projection: ({ web, queue, host, token, login }",
  );
  project.edit(
    "chartmodel.config.ts",
    'fix: "raise it" }',
    "fix: `not ${(environment as { token: string }).token}` }",
  );
  project.edit("environments.ts", "correct-horse-battery", canary);
  project.write(
    "overlays/production.yaml",
    `# ${canary}\ntoken: ${canary}-over\nlogin: { password: ${canary}-login }\nqueue: a\n`,
  );
  project.write(
    "charts/web/templates/secret.yaml",
    `apiVersion: v1\nkind: Secret\nmetadata: { name: s }\nstringData: { a: {{ .Values.replicas | quote }} }\n# ${canary}\n`,
  );
  project.write(".gitignore", "node_modules\n");
  expect(chartmodel(project, ["render"]).code).toBe(0);
  git(project, "init", "--quiet");
  git(project, "add", ".");
  git(project, "commit", "--quiet", "--message", canary);
  const { client, stderr } = await stdioClient(project);
  const environment = "production";
  const reason = `because of ${canary}-over`;
  const questions: [string, Record<string, unknown>][] = [
    ["environments", {}],
    ["values", { environment }],
    ["explain", { environment }],
    ["explain", { environment, path: "token" }],
    ["explain", { environment, path: "people" }],
    ["schema", {}],
    ["schema", { path: "login" }],
    ["schema", { path: "login.password" }],
    ["schema", { path: "people" }],
    ["schema", { chart: "worker" }],
    ["check", {}],
    ["diff", { environment: "development", to: environment, manifests: true }],
    ["diff", { against: "HEAD", manifests: true }],
    ["propose", { environment, path: "queue", value: "b", reason }],
    ["propose", { environment, path: "web.replicas", value: 1, reason }],
    ["propose", { environment, path: "web.replicas", value: "many", reason }],
    ["propose", { environment, path: "token", value: `${canary}-new`, reason }],
    ["propose", { environment, path: "login", value: { password: `${canary}-new` }, reason }],
    ["propose", { environment, path: "login.pasword", value: `${canary}-new`, reason }],
    ["propose", { environment, path: "people[0].key", value: `${canary}-new`, reason }],
  ];
  const told: [string, unknown, string][] = [];
  for (const [tool, input] of questions)
    told.push([tool, input["path"], JSON.stringify(await ask(client, tool, input))]);
  for (const [tool, path, text] of told)
    expect({ tool, path, text }).not.toEqual({ tool, path, text: expect.stringContaining("hunter2") });
  expect(told.filter(([, , text]) => text.includes("(hidden)")).length).toBeGreaterThan(8);
  const quick = questions.filter(([tool]) => tool !== "check");
  // One of each tool: a layer that cannot be read is refused before anything is asked of it.
  const unread = quick.filter(([tool], index) => quick.findIndex(([t]) => t === tool) === index);
  for (const [overlay, asked] of [
    [`token: [${canary}]\n`, quick],
    [`token: *${canary}\n`, unread],
    [`login: !${canary} x\n`, unread],
    [`${canary}\n`, unread],
  ] as const) {
    project.write("overlays/production.yaml", overlay);
    for (const [tool, input] of asked)
      expect(JSON.stringify(await ask(client, tool, input))).not.toContain("hunter2");
  }
  expect(stderr()).toBe("");
  // Dozens of processes, one after the other.
}, 600_000);
