import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, type TestContext, test } from "vitest";
import { stdioClient } from "../../packages/mcp/test/support.ts";
import { findHelm } from "../../tools/helm.mjs";
import { blocks, commands, isOffline, type Packed, packAll, run, workspace } from "./pack.ts";

const bin = join(workspace, "node_modules/.bin");
const folder = mkdtempSync(join(tmpdir(), "chartmodel-packed-"));
let packed: Packed[];

beforeAll(() => {
  packed = packAll(folder);
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a package holds. Names of chunks are hashes of what is in them. */
function contents({ tarball }: Packed): string[] {
  const files = execFileSync("tar", ["-tzf", tarball], { encoding: "utf8" }).trim().split("\n");
  const plain = files.map((file) => file.replace("package/", "").replace(/-[A-Z0-9]{8}\.js$/, "-*.js"));
  return [...new Set(plain)].sort();
}

/** The bytes of all files below a folder. */
function size(path: string): number {
  const status = statSync(path);
  if (!status.isDirectory()) return status.size;
  return readdirSync(path).reduce((sum, name) => sum + size(join(path, name)), 0);
}

const packageNamed = (name: string): Packed => {
  const found = packed.find((one) => one.name === name);
  if (!found) throw new Error(`${name} is not packed`);
  return found;
};

test("every package holds what is meant, and nothing else", () => {
  expect(Object.fromEntries(packed.map((one) => [one.name, contents(one)]))).toMatchInlineSnapshot(`
    {
      "@chartmodel/lint": [
        "LICENSE",
        "README.md",
        "dist/THIRD-PARTY-LICENSES.txt",
        "dist/definitions.json",
        "dist/index.d.ts",
        "dist/index.js",
        "package.json",
      ],
      "@chartmodel/mcp": [
        "LICENSE",
        "README.md",
        "dist/index.d.ts",
        "dist/index.js",
        "package.json",
      ],
      "@chartmodel/schema": [
        "LICENSE",
        "README.md",
        "bin/chartmodel.cjs",
        "dist/THIRD-PARTY-LICENSES.txt",
        "dist/answer-process.js",
        "dist/chunk-*.js",
        "dist/chunk-index.js",
        "dist/chunk-main.js",
        "dist/chunk-runtime.js",
        "dist/cli.js",
        "dist/definitions.json",
        "dist/esbuild.d.ts",
        "dist/esbuild.js",
        "dist/import-fault-*.js",
        "dist/index.d.ts",
        "dist/index.js",
        "dist/init-chart-*.js",
        "dist/kept-code-*.js",
        "dist/new-project-*.js",
        "dist/others-*.js",
        "dist/provenance-*.js",
        "dist/round-trip-*.js",
        "dist/runtime.js",
        "dist/write-new-*.js",
        "package.json",
        "starter/chart/.helmignore",
        "starter/chart/Chart.yaml",
        "starter/chart/templates/NOTES.txt",
        "starter/chart/templates/_helpers.tpl",
        "starter/chart/templates/deployment.yaml",
        "starter/chart/templates/ingress.yaml",
        "starter/chart/templates/service.yaml",
        "starter/chartmodel.config.ts",
        "starter/model/environment.ts",
        "starter/model/environments/production.ts",
        "starter/model/environments/staging.ts",
        "starter/model/rules.ts",
        "starter/model/values.ts",
        "starter/tsconfig.json",
      ],
      "@todo-stack/config": [
        "LICENSE",
        "README.md",
        "dist/chartmodel-checks.cjs",
        "dist/chartmodel-definitions.json",
        "dist/chartmodel-models.cjs",
        "dist/chartmodel-schemas.json",
        "dist/index.d.ts",
        "dist/index.js",
        "package.json",
      ],
      "jsonnet-ts": [
        "LICENSE",
        "README.md",
        "dist/chunk-*.js",
        "dist/index.d.ts",
        "dist/index.js",
        "dist/worker.js",
        "package.json",
        "wasm/LICENSES.txt",
        "wasm/engine.json",
        "wasm/jsonnet.wasm.br",
      ],
    }
  `);
});

test("every package says what it is, and depends on nothing of the workspace only", () => {
  for (const { name, manifest } of packed) {
    expect({ name, ...manifest }).toMatchObject({
      license: "Apache-2.0",
      type: "module",
      sideEffects: false,
    });
    expect(Object.values(manifest.dependencies ?? {}).join()).toMatch(/^(?:\d+\.\d+\.\d+(?:,|$))*$/);
    if (manifest.private !== true) {
      expect({ name, keywords: manifest.keywords?.length }).not.toEqual({ name, keywords: undefined });
      expect(manifest).toMatchObject({ publishConfig: { access: "public" } });
    }
  }
});

test("publint has nothing against any", async () => {
  for (const { name, tarball } of packed) {
    const { buffer } = new Uint8Array(readFileSync(tarball));
    const { messages, pkg } = await publint({ pack: { tarball: buffer }, strict: true });
    expect({ name, messages: messages.map((message) => formatMessage(message, pkg)) }).toEqual({
      name,
      messages: [],
    });
  }
});

test("npm corrects nothing of what it would publish", () => {
  for (const { tarball, manifest } of packed) {
    if (manifest.private === true) continue;
    const { stderr } = run("npm", ["publish", tarball, "--dry-run"], folder);
    expect(stderr).toContain("npm notice Publishing to");
    expect(stderr).not.toContain("npm pkg fix");
  }
});

test("TypeScript resolves every entry of each in the modes that its README names", () => {
  for (const { name, tarball, readme } of packed) {
    expect(readme).toMatch(/`nodenext`,\s`node16` and `bundler`/);
    const { status, stdout } = run(join(bin, "attw"), [tarball, "--profile", "esm-only"], folder);
    expect({ name, status, stdout: status === 0 ? "" : stdout }).toEqual({ name, status: 0, stdout: "" });
  }
});

describe("@chartmodel/schema alone", () => {
  test("is under 250 kB packed and 12 MB installed, strictly typed, and loaded by require", (context) => {
    const { tarball, manifest } = packageNamed("@chartmodel/schema");
    const project = join(folder, "alone");
    mkdirSync(project);
    writeFileSync(join(project, "package.json"), "{}");
    const { stderr } = run("npm", ["install", "--prefer-offline", "--no-audit", tarball], project);
    if (isOffline(stderr)) context.skip("the registry of npm cannot be reached");
    expect(stderr).not.toContain("npm error");
    const figures = { packed: statSync(tarball).size, installed: size(join(project, "node_modules")) };
    console.log(
      `@chartmodel/schema: ${(figures.packed / 1e3).toFixed(0)} kB packed, ` +
        `${(figures.installed / 1e6).toFixed(1)} MB installed with ${Object.keys(manifest.dependencies ?? {}).join(", ")}`,
    );
    expect(figures.packed).toBeLessThan(250_000);
    expect(figures.installed).toBeLessThan(12_000_000);

    const types = readFileSync(join(project, "node_modules/@chartmodel/schema/dist/index.d.ts"), "utf8");
    expect(types).not.toMatch(/from ['"](?:@chartmodel|kubernetes-models)/);
    writeFileSync(join(project, "use.mts"), `${strictUse}export type Web = Values<typeof web>;\n`);
    writeFileSync(join(project, "use.cts"), strictUse.replace("type Values, ", ""));
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions: strictest }));
    // The older TypeScript, which takes twenty seconds for it, looks at the READMEs' programs in install.long.ts.
    const tsc = join(workspace, "node_modules/typescript7/bin/tsc");
    expect(run(process.execPath, [tsc, "--singleThreaded"], project).stdout).toBe("");
    for (const file of ["use.mjs", "use.cjs"])
      expect(run(process.execPath, [join("out", file)], project)).toMatchObject({
        stdout: "web\n",
        status: 0,
      });
  });
});

const strictUse = `import { defineChart, Kubernetes, type KubernetesObjects, type Values, Type } from "@chartmodel/schema";

const probe: KubernetesObjects.Probe = { periodSeconds: 5 };
export const web = defineChart({
  name: "web",
  values: Type.Object({ probe: Kubernetes.Probe({ description: "Is it ready?", default: probe }) }),
});
console.log(web.name);
`;

/** As strict as can be; with declarations, which have to name what was inferred. */
const strictest = {
  module: "nodenext",
  target: "es2024",
  lib: ["es2024", "dom"],
  types: [],
  strict: true,
  skipLibCheck: false,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  declaration: true,
  outDir: "out",
};

describe("an empty folder's project", () => {
  const project = join(folder, "shop");
  const basis = ["@chartmodel/schema", "@chartmodel/lint"];
  const installOf = (command = "") => command.replace("npm install --save-dev ", "").split(" ");
  const installPacked = (names: readonly string[], context: TestContext) => {
    const tarballs = names.map((name) => packageNamed(name).tarball);
    const args = ["install", "--save-dev", "--prefer-offline", "--no-audit", ...tarballs];
    const { stderr } = run("npm", args, project);
    if (isOffline(stderr)) context.skip("the registry of npm cannot be reached");
    expect(stderr).not.toContain("npm error");
  };

  test("begins with the README's first lines", (context) => {
    const [start, install, ...rest] = commands(
      blocks(packageNamed("@chartmodel/schema").readme, "sh")[0] ?? "",
    );
    expect([start, install?.split(" ").slice(0, 2).join(" ")]).toEqual(["npm init -y", "npm install"]);
    mkdirSync(project);
    expect(run("npm", ["init", "-y"], project).status).toBe(0);
    expect(installOf(install)).toEqual(basis);
    installPacked(basis, context);
    for (const command of rest) {
      const [program = "", ...args] = command
        .replace("helm install web charts/*", "helm template web charts/shop")
        .split(" ");
      const { status, stderr } = run(program === "helm" ? findHelm() : program, args, project);
      expect({ command, status, stderr: status === 0 ? "" : stderr }).toEqual({
        command,
        status: 0,
        stderr: "",
      });
    }
    expect(readdirSync(project).sort()).toEqual(
      expect.arrayContaining(["charts", "chartmodel.config.ts", "environments", "model", "package.json"]),
    );
    const tsc = join(workspace, "node_modules/typescript7/bin/tsc");
    expect(run(process.execPath, [tsc, "-p", ".", "--singleThreaded"], project).stdout).toBe("");
  });

  test("is served as the README of @chartmodel/mcp says", async (context) => {
    if (!existsSync(join(project, "node_modules"))) context.skip("the registry of npm cannot be reached");
    const readme = packageNamed("@chartmodel/mcp").readme;
    const [install, help = ""] = commands(blocks(readme, "sh")[0] ?? "");
    expect(installOf(install)).toEqual([...basis, "@chartmodel/mcp"]);
    const server = JSON.parse(blocks(readme, "json").at(-1) ?? "").mcpServers.chartmodel;

    const { status, stdout, stderr } = run(server.command, server.args, project);
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: "",
      stderr: expect.stringContaining("npm install --save-dev @chartmodel/mcp"),
    });

    installPacked(["@chartmodel/mcp"], context);
    const [program = "", ...words] = help.split(" ");
    expect(run(program, words, project).status).toBe(0);
    const { client } = await stdioClient({ folder: project }, server);
    const { tools } = await client.listTools();
    const rows = [...readme.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    expect(tools.map(({ name }) => name)).toEqual(rows);
    const { structuredContent } = await client.callTool({ name: "check", arguments: {} });
    expect(structuredContent).toMatchObject({ passed: true, issues: [] });
  });
});
