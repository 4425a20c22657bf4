import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { chartmodel, runMain } from "../support/chartmodel.ts";
import { type TempProject, tempProject } from "../support/temp-project.ts";

// The shop's charts have no templates.
beforeAll(() => void vi.stubEnv("HELM", "/nowhere"));
afterAll(() => void vi.unstubAllEnvs());

const check = (project: TempProject) => chartmodel(project, ["check", "--attested"]);

test("render --attest says what the files were made from, the same for the same inputs", () => {
  const shop = tempProject("shop");
  execFileSync("git", ["init", "--quiet"], { cwd: shop.folder });
  expect(chartmodel(shop, ["render", "--attest"]).code).toBe(0);
  const text = shop.read("chartmodel.provenance.json");
  const { _type, subject, predicate } = JSON.parse(text);
  expect(_type).toBe("https://in-toto.io/Statement/v1");
  expect(subject.map(({ name }: { name: string }) => name)).toContain(
    "environments/production/shop-web.values.yaml",
  );
  const inputs = predicate.buildDefinition.resolvedDependencies.map(({ uri }: { uri: string }) => uri);
  expect(inputs).toEqual(["chartmodel.config.ts", "environments.ts", "model.ts"]);
  chartmodel(shop, ["render", "--attest"]);
  expect(shop.read("chartmodel.provenance.json")).toBe(text);
  expect(check(shop).stderr).toMatch(/✓ every file is as chartmodel\.provenance\.json says/);
});

test("the commit is that of the project's own repository, whatever one git's hooks name", () => {
  const [shop, other] = [tempProject("shop"), tempProject("shop")];
  for (const { folder } of [shop, other]) execFileSync("git", ["init", "--quiet"], { cwd: folder });
  const who = ["-c", "user.name=test", "-c", "user.email=test@localhost"];
  execFileSync("git", [...who, "commit", "--quiet", "--allow-empty", "--message", "other"], {
    cwd: other.folder,
  });
  const env = { GIT_DIR: other.path(".git") };
  expect(chartmodel(shop, ["render", "--attest"], { env }).code).toBe(0);
  expect(shop.read("chartmodel.provenance.json")).not.toContain("gitCommit");
});

test.each([
  [
    "an output",
    "environments/production/shop-web.values.yaml",
    /✗ environments\/production\/shop-web\.values\.yaml was edited/,
  ],
  ["an input", "environments.ts", /✗ environments\.ts is another than the files were rendered from/],
])("check --attested names %s that was edited", (_, file, message) => {
  const shop = tempProject("shop");
  chartmodel(shop, ["render", "--attest"]);
  shop.write(file, `${shop.read(file)}\n`);
  const { code, stderr } = check(shop);
  expect(code).toBe(1);
  expect(stderr).toMatch(message);
});

test("check --attested names a file that is gone, and wants a provenance that it can read", () => {
  const shop = tempProject("shop");
  chartmodel(shop, ["render"]);
  expect(check(shop)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/there is no chartmodel\.provenance\.json/),
  });
  chartmodel(shop, ["render", "--attest"]);
  shop.remove("docs/hosts.txt");
  expect(check(shop).stderr).toMatch(/✗ docs\/hosts\.txt is missing$/m);
  shop.write("chartmodel.provenance.json", "{}");
  expect(check(shop)).toMatchObject({ code: 2, stderr: expect.stringMatching(/cannot be read/) });
});

interface Entry {
  name?: string;
  uri?: string;
  digest: Record<string, string>;
}
interface Statement {
  [key: string]: unknown;
  subject: Entry[];
  predicate: {
    buildDefinition: { resolvedDependencies: Entry[]; externalParameters: Record<string, unknown> };
    runDetails: { builder: { id: string; version?: Record<string, string> } };
  };
}
const inputsOf = ({ predicate }: Statement) => predicate.buildDefinition.resolvedDependencies;
const other = "0".repeat(64);

describe("check --attested is not content with a provenance that says something else:", () => {
  test.each<[string, (statement: Statement) => void, RegExp]>([
    ["an output less", ({ subject }) => subject.pop(), /✗ environments\/\S+ is not named in/],
    ["no outputs", ({ subject }) => subject.splice(0), /✗ docs\/hosts\.txt is not named in/],
    [
      "an output more",
      ({ subject }) => subject.push({ name: "model.ts", digest: { sha256: other } }),
      /✗ model\.ts is named in \S+ although nothing makes it/,
    ],
    [
      "an output of another name",
      ({ subject: [first] }) => Object.assign(first as Entry, { name: "../hosts.txt" }),
      /✗ \.\.\/hosts\.txt is named in/,
    ],
    ["an output twice", ({ subject }) => subject.push(subject.at(-1) as Entry), /from line \d+ not what/],
    ["outputs in another order", ({ subject }) => subject.reverse(), /from line \d+ not what/],
    [
      "another hash beside the right one",
      ({ subject: [first] }) => Object.assign((first as Entry).digest, { sha512: other }),
      /from line \d+ not what/,
    ],
    ["no inputs", (statement) => inputsOf(statement).splice(0), /✗ model\.ts is not named in/],
    [
      "an input more",
      (statement) => inputsOf(statement).push({ uri: "package.json", digest: { sha256: other } }),
      /✗ package\.json is named in \S+ although the project does not read it/,
    ],
    [
      "another hash of an input",
      (statement) => Object.assign(inputsOf(statement).at(-1) as Entry, { digest: { sha256: other } }),
      /✗ model\.ts is another than/,
    ],
    ["two commits", (statement) => inputsOf(statement).unshift(commit, commit), /from line \d+ not what/],
    [
      "a commit that is none",
      (statement) =>
        inputsOf(statement).unshift({ uri: "git", digest: { gitCommit: commitId, sha256: other } }),
      /from line \d+ not what/,
    ],
    ["another kind", (statement) => Object.assign(statement, { predicateType: "x" }), /line \d+ not what/],
    [
      "another builder",
      ({ predicate }) => Object.assign(predicate.runDetails.builder, { id: "x" }),
      /line \d+ not what/,
    ],
    [
      "no versions",
      ({ predicate }) => Object.assign(predicate.runDetails.builder, { version: undefined }),
      /line \d+ not what/,
    ],
    [
      "values that were set",
      ({ predicate }) => Object.assign(predicate.buildDefinition.externalParameters, { set: ["web.port"] }),
      /line \d+ not what/,
    ],
    ["something more", (statement) => Object.assign(statement, { more: 1 }), /line \d+ not what/],
  ])("%s", async (_, change, message) => {
    const statement = JSON.parse(attested) as Statement;
    change(statement);
    expect(await checkSaid(`${JSON.stringify(statement, undefined, 2)}\n`)).toEqual({
      code: 1,
      stderr: expect.stringMatching(message),
    });
  });

  test.each([
    ["a key twice", (text: string) => text.replace("{", '{ "_type": "x",'), 1],
    ["on one line", (text: string) => JSON.stringify(JSON.parse(text)), 1],
    ["more after it", (text: string) => `${text}{}`, 2],
    ["an output without a hash", (text: string) => text.replace("sha256", "md5"), 2],
    ["nothing", () => "", 2],
  ])("%s", async (_, change, code) => {
    expect(await checkSaid(change(attested))).toMatchObject({ code });
  });

  test("but with another commit and other versions", async () => {
    const statement = JSON.parse(attested) as Statement;
    inputsOf(statement).unshift(commit);
    const { builder } = statement.predicate.runDetails;
    builder.version = { ...builder.version, node: "22.18.0" };
    expect(await checkSaid(`${JSON.stringify(statement, undefined, 2)}\n`)).toMatchObject({ code: 0 });
  });

  const commitId = "a".repeat(40);
  const commit = { uri: "git", digest: { gitCommit: commitId } };
  let shop: TempProject;
  let attested: string;
  beforeEach(async () => {
    shop = tempProject("shop");
    expect((await runMain(shop, ["render", "--attest"])).code).toBe(0);
    attested = shop.read("chartmodel.provenance.json");
  });
  async function checkSaid(text: string) {
    shop.write("chartmodel.provenance.json", text);
    const { code, stderr } = await runMain(shop, ["check", "--attested"]);
    return { code, stderr };
  }
});

test("check --attested names a file that was edited together with its hash", async () => {
  const shop = tempProject("shop");
  await runMain(shop, ["render", "--attest"]);
  const path = "docs/hosts.txt";
  const hash = (text: string) => createHash("sha256").update(text).digest("hex");
  const before = hash(shop.read(path));
  shop.write(path, "evil\n");
  shop.edit("chartmodel.provenance.json", before, hash("evil\n"));
  const { code, stderr } = await runMain(shop, ["check", "--attested"]);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringContaining(`✗ ${path} is not what is rendered now`),
  });
});

test("check --attested takes what was set from its own --set", async () => {
  const shop = tempProject("shop");
  const set = ["--set", "web.port=8081"];
  await runMain(shop, ["render", "--attest", ...set]);
  expect((await runMain(shop, ["check", "--attested", ...set])).code).toBe(0);
});

test.skipIf(process.platform === "win32")(
  "check --attested does not wait for a pipe in a file's place",
  () => {
    const shop = tempProject("shop");
    execFileSync("mkfifo", [shop.path("chartmodel.provenance.json")]);
    expect(check(shop)).toMatchObject({ code: 2, stderr: expect.stringMatching(/there is no/) });
  },
);

test("overlays and what they import are inputs; what --set sets is named without its value", () => {
  const shop = tempProject("shop");
  shop.write("overlays/production.yaml", "web:\n  replicas: 4\n");
  chartmodel(shop, ["render", "--attest", "--set", "token=hunter2-hunter2"]);
  const text = shop.read("chartmodel.provenance.json");
  expect(text).toContain('"overlays/production.yaml"');
  expect(JSON.parse(text).predicate.buildDefinition.externalParameters).toEqual({
    project: "shop",
    set: ["token"],
  });
  expect(text).not.toContain("hunter2");
});
