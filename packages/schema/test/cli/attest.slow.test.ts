import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { chartmodel } from "../support/chartmodel.ts";
import { type TempProject, tempProject } from "../support/temp-project.ts";

const withoutHelm = { env: { HELM: "/nowhere" } };
const check = (project: TempProject) => chartmodel(project, ["check", "--attested"], withoutHelm);

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

test("check --attested is not content with a provenance that tells less", () => {
  const shop = tempProject("shop");
  chartmodel(shop, ["render", "--attest"]);
  const { subject, ...rest } = JSON.parse(shop.read("chartmodel.provenance.json"));
  const { name } = subject.pop();
  shop.write("chartmodel.provenance.json", JSON.stringify({ ...rest, subject }));
  expect(check(shop)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`✗ ${name} is not named in chartmodel.provenance.json`),
  });
  shop.write("chartmodel.provenance.json", JSON.stringify({ ...rest, subject: [{ name, digest: {} }] }));
  expect(check(shop)).toMatchObject({ code: 2, stderr: expect.stringMatching(/cannot be read/) });
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
