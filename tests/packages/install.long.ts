import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { oldNode, pathWithNode, supportedNodes } from "./nodes.ts";
import { blocks, isOffline, run, workspace } from "./pack.ts";

const yarn = ["npx", "-y", "@yarnpkg/cli-dist@4.18.1"];

const npx = ["npx"];

interface Manager {
  readonly install: readonly string[];
  /** What runs a program of the project. */
  readonly exec: readonly string[];
  /** Where the packages name each other, which no registry has. */
  readonly manifest: (tarballs: Record<string, string>) => object;
  readonly files: (tarballs: Record<string, string>) => Record<string, string>;
}

const managers: Record<string, Manager> = {
  npm: {
    install: ["npm", "install", "--prefer-offline", "--no-audit"],
    exec: npx,
    manifest: () => ({}),
    files: () => ({}),
  },
  pnpm: {
    install: ["npx", "-y", "pnpm@12.21.0", "install"],
    exec: npx,
    manifest: () => ({}),
    files: (overrides) => ({ "pnpm-workspace.yaml": JSON.stringify({ overrides }) }),
  },
  Yarn: {
    install: [...yarn, "install"],
    exec: npx,
    manifest: (resolutions) => ({ resolutions }),
    files: () => ({ "yarn.lock": "", ".yarnrc.yml": "nodeLinker: node-modules\n" }),
  },
  "Yarn Plug'n'Play": {
    install: [...yarn, "install"],
    exec: yarn,
    manifest: (resolutions) => ({ resolutions }),
    files: () => ({ "yarn.lock": "" }),
  },
};

const folder = mkdtempSync(join(tmpdir(), "chartmodel-installed-"));
const packed = inject("packed");

const installedBy: string[] = [];
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  if (installedBy.length > 0)
    console.log(
      `Measured: installed by ${installedBy.join(", ")}; used on Node ${supportedNodes.join(", ")}`,
    );
});

/** What npm is told by its own settings, Yarn is told by its own variables. */
const registry = run("npm", ["config", "get", "registry"], folder).stdout.trim().replace(/\/$/, "");
const yarnSettings: Record<string, string> = {
  YARN_NPM_REGISTRY_SERVER: registry,
  YARN_ENABLE_TELEMETRY: "0",
  ...(registry.startsWith("http:") && { YARN_UNSAFE_HTTP_WHITELIST: new URL(registry).hostname }),
};

const readme = (name: string): string => packed.find((one) => one.name === name)?.readme ?? "";

/** A line that ends with its value in a comment becomes one that throws where it has another. */
const checked = (program: string): string =>
  program.replaceAll(
    /^(.*?);? *\/\/ ("[^"]*")$/gm,
    "if (($1) !== $2) throw new Error(`$1 is not what the README says`);",
  );

/** Every program of the READMEs, under a name of its own; the one that is a whole project is `chartmodel.config.ts`. */
function programs(): Record<string, string> {
  return Object.fromEntries(
    packed.flatMap(({ name, readme }) =>
      blocks(readme, "ts").map((block, index) => [
        /^\/\/ (chartmodel\.config\.ts)\n/.exec(block)?.[1] ?? `${name.replace(/.*\//, "")}-${index}.mts`,
        checked(block),
      ]),
    ),
  );
}

describe.each(Object.entries(managers))("installed with %s", (name, manager) => {
  const project = join(folder, name.replaceAll(/\W/g, ""));
  let offline = false;
  /** Of a Node that finds the packages. */
  let nodeOptions = "";

  beforeAll(() => {
    mkdirSync(project);
    const tarballs = Object.fromEntries(packed.map((one) => [one.name, `file:${one.tarball}`]));
    const manifest = { private: true, type: "module", dependencies: tarballs, ...manager.manifest(tarballs) };
    const files = { "package.json": JSON.stringify(manifest), ...manager.files(tarballs), ...programs() };
    for (const [file, text] of Object.entries(files)) writeFileSync(join(project, file), text);
    writeFileSync(
      join(project, "use.cjs"),
      packed.map((one) => `require(${JSON.stringify(one.name)});\n`).join(""),
    );
    const [command = "", ...args] = manager.install;
    const { status, stdout, stderr } = run(command, args, project, yarnSettings);
    offline = isOffline(stdout + stderr);
    if (!offline && status !== 0) throw new Error(`${stdout}${stderr}`);
    if (!offline) installedBy.push(name);
    if (manager.exec === yarn)
      // What `yarn node` gives to Node.
      nodeOptions = run(
        "npx",
        [...yarn.slice(1), "node", "-p", "process.env.NODE_OPTIONS"],
        project,
        yarnSettings,
      ).stdout.trim();
  }, 600_000);

  /** Runs a program of the project with a Node; all that it says. */
  function call(node: string, words: readonly string[], cwd = project) {
    const isNode = words[0] === "node";
    const [command = "", ...args] = isNode ? words : [...manager.exec, ...words];
    const environment = {
      PATH: pathWithNode(node),
      ...yarnSettings,
      ...(isNode && { NODE_OPTIONS: nodeOptions }),
    };
    const { status, stdout, stderr } = run(command, args, cwd, environment);
    return { status, output: `${stdout}${stderr}` };
  }

  test.skipIf(name === "Yarn Plug'n'Play")(
    "TypeScript has nothing against a program of a README",
    (context) => {
      if (offline) context.skip("the registry of npm cannot be reached");
      const compilerOptions = {
        module: "nodenext",
        target: "esnext",
        lib: ["esnext", "dom"],
        types: ["node"],
        typeRoots: [join(workspace, "node_modules/@types")],
        strict: true,
        skipLibCheck: false,
        exactOptionalPropertyTypes: true,
        noEmit: true,
      };
      writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions }));
      for (const compiler of name === "npm" ? ["typescript", "typescript7"] : ["typescript7"]) {
        const tsc = join(workspace, "node_modules", compiler, "bin/tsc");
        expect(run(process.execPath, [tsc], project).stdout).toBe("");
      }
    },
  );

  describe.each(supportedNodes)("on Node %s", (node) => {
    test("every package is loaded by require", (context) => {
      if (offline) context.skip("the registry of npm cannot be reached");
      expect(call(node, ["node", "use.cjs"])).toEqual({ status: 0, output: "" });
    });

    test("every program of a README does what is written there", (context) => {
      if (offline) context.skip("the registry of npm cannot be reached");
      rmSync(join(project, "charts"), { recursive: true, force: true });
      rmSync(join(project, "environments"), { recursive: true, force: true });
      cpSync(join(workspace, "packages/schema/test/fixtures/web-chart/charts"), join(project, "charts"), {
        recursive: true,
      });
      const outputs: Record<string, string | undefined> = Object.fromEntries(
        blocks(readme("jsonnet-ts"), "text").map((output, index) => [`jsonnet-ts-${index}.mts`, output]),
      );
      for (const file of Object.keys(programs()).filter((file) => file.endsWith(".mts"))) {
        const { status, output } = call(node, ["node", file]);
        expect({ file, status, output }).toEqual({ file, status: 0, output: outputs[file] ?? output });
      }
    });

    test("the command does what is written in its README, and init makes a project", (context) => {
      if (offline) context.skip("the registry of npm cannot be reached");
      for (const made of ["charts", "environments"])
        rmSync(join(project, made), { recursive: true, force: true });
      const [console = ""] = blocks(readme("@chartmodel/schema"), "console");
      const [, command = "", expected] = /^\$ npx (.*)\n([\s\S]*)$/.exec(console) ?? [];
      expect(call(node, command.split(" "))).toEqual({ status: 0, output: expected });
      const started = join(project, "started");
      rmSync(started, { recursive: true, force: true });
      mkdirSync(started);
      for (const verb of ["init", "check"]) {
        const { status, output } = call(node, ["chartmodel", verb], started);
        expect({ verb, status, output }).toEqual({ verb, status: 0, output });
      }
    });
  });
});

test("Node 20 is told what to do", () => {
  const { status, stderr } = run(
    "node",
    [join(workspace, "packages/schema/bin/chartmodel.cjs"), "--help"],
    folder,
    {
      PATH: pathWithNode(oldNode),
    },
  );
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: `chartmodel needs Node 22.18 or newer, but this is ${oldNode}.
Install a newer one, or run the command with one for once: npx -y -p node@24 chartmodel
`,
  });
});
