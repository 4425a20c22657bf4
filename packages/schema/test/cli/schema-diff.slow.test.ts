import { expect, test } from "vitest";
import { chartmodel, runMain } from "../support/chartmodel.ts";
import { committedShop, git } from "../support/committed-shop.ts";

const sentence =
  'shop-web: replicas must now be integer, 1 to 9 pods, and was integer, 1 to 50 pods: {"replicas":50} was valid, and is not\n';

test("names what breaks since a commit, with values that show it", async () => {
  const shop = await committedShop();
  expect(chartmodel(shop, ["schema-diff", "HEAD"])).toEqual({
    code: 0,
    stdout: "",
    stderr: "shop-web, shop-worker: nothing that was valid is refused\n",
  });
  shop.edit("model.ts", "maximum: 50", "maximum: 9");
  expect(chartmodel(shop, ["schema-diff", "HEAD"])).toEqual({ code: 1, stdout: sentence, stderr: "" });
  shop.edit("model.ts", "maximum: 9", "maximum: 90");
  expect(chartmodel(shop, ["schema-diff", "HEAD"])).toMatchObject({ code: 0, stdout: "" });
});

test("compares two commits, and two files", async () => {
  const shop = await committedShop();
  shop.write("old.json", shop.read("charts/web/values.schema.json"));
  shop.edit("model.ts", "maximum: 50", "maximum: 9");
  await runMain(shop, ["render"]);
  git(shop, "commit", "--quiet", "--all", "--message", "fewer");
  expect(await runMain(shop, ["schema-diff", "HEAD~1", "HEAD"])).toMatchObject({ code: 1, stdout: sentence });
  expect(await runMain(shop, ["schema-diff", "HEAD", "HEAD~1"])).toMatchObject({ code: 0 });
  const files = await runMain(shop, ["schema-diff", "old.json", "charts/web/values.schema.json", "--json"]);
  expect(JSON.parse(files.stdout)).toEqual([
    {
      name: "charts/web/values.schema.json",
      path: "replicas",
      keyword: "maximum",
      counterexample: { replicas: 50 },
    },
  ]);
});

test("check --against wants a new major version for what breaks", async () => {
  const shop = await committedShop();
  const check = async () =>
    (await runMain(shop, ["check", "--against", "HEAD"], { env: { HELM: "/nowhere" } })).stderr;
  expect(await check()).toMatch(/✓ shop-web, shop-worker: nothing that was valid at HEAD is refused/);
  shop.edit("model.ts", "maximum: 50", "maximum: 9");
  expect(await check()).toMatch(
    /✗ shop-web 1\.4\.0: replicas must now be .*; give the chart a new major version \(HEAD has 1\.4\.0\)/,
  );
  shop.edit("charts/web/Chart.yaml", "1.4.0", "1.5.0");
  expect(await check()).toMatch(/✗ shop-web 1\.5\.0/);
  shop.edit("charts/web/Chart.yaml", "1.5.0", "2.0.0");
  expect(await check()).not.toMatch(/✗ shop-web/);
});

test.each([
  [["schema-diff"], /name the old schema/],
  [["schema-diff", "nope"], /there is no commit "nope"/],
  [["schema-diff", "model.ts", "model.ts"], /model\.ts is not JSON/],
  [
    ["schema-diff", "broken.json", "broken.json"],
    /broken\.json is no JSON Schema|the old schema is no JSON Schema/,
  ],
])("refuses %j with a sentence", async (args, message) => {
  const shop = await committedShop();
  shop.write("broken.json", '{ "type": "nope" }');
  const { code, stderr } = await runMain(shop, args);
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
});

test("a chart that was moved is compared with itself, and a new one aloud with nothing", async () => {
  const shop = await committedShop();
  git(shop, "mv", "charts/web", "charts/moved");
  shop.edit("model.ts", "charts/web", "charts/moved");
  shop.edit("model.ts", "maximum: 50", "maximum: 9");
  expect(await runMain(shop, ["schema-diff", "HEAD"])).toMatchObject({ code: 1, stdout: sentence });
  git(shop, "rm", "-r", "--quiet", "--cached", "charts");
  git(shop, "commit", "--quiet", "--message", "no charts");
  const { code, stderr } = await runMain(shop, ["schema-diff", "HEAD"]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/shop-web: HEAD has no charts\/moved\/values\.schema\.json: nothing to compare/);
});

test("a repository that git's hooks name is not taken for this one", async () => {
  const [shop, other] = [await committedShop(), await committedShop()];
  shop.edit("model.ts", "maximum: 50", "maximum: 9");
  const env = {
    GIT_DIR: other.path(".git"),
    GIT_INDEX_FILE: other.path(".git/index"),
    GIT_OBJECT_DIRECTORY: other.path(".git/objects"),
  };
  git(other, "commit", "--quiet", "--allow-empty", "--message", "later");
  expect((await runMain(shop, ["schema-diff", "HEAD~1"], { env })).stderr).toMatch(
    /there is no commit "HEAD~1"/,
  );
  expect(await runMain(shop, ["schema-diff", "HEAD"], { env })).toMatchObject({ code: 1, stdout: sentence });
});

test("secrets are shown in no form", async () => {
  const shop = await committedShop();
  const schema = (rest: object, secret = true) =>
    JSON.stringify({
      type: "object",
      properties: { a: { type: "string", ...(secret && { "x-secret": true }), ...rest } },
    });
  shop.write(
    "old.json",
    schema({ default: "hunter2-hunter2", enum: ["hunter2-hunter2", "hunter3-hunter3"] }),
  );
  shop.write("new.json", schema({ enum: ["hunter4-hunter4"] }));
  shop.write("open.json", schema({ default: "hunter2-hunter2" }, false));
  for (const args of [
    ["old.json", "new.json"],
    ["old.json", "new.json", "--json"],
    ["open.json", "new.json"],
    ["open.json", "new.json", "--json"],
  ]) {
    const { code, stdout, stderr } = await runMain(shop, ["schema-diff", ...args]);
    expect(code).toBe(1);
    expect(stdout + stderr).not.toContain("hunter");
  }
  shop.write("no.json", "hunter2-hunter2");
  expect(await runMain(shop, ["schema-diff", "no.json", "new.json"])).toEqual({
    code: 2,
    stdout: "",
    stderr: "error: no.json is not JSON\n",
  });
});
