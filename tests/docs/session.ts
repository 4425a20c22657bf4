import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { expect } from "vitest";
import { findHelm } from "../../tools/helm.mjs";
import { type Block, workspace } from "./documents.ts";

/** What a reader of a page has before the first step of it. */
export interface Session {
  /**
   * Writes a block that is a file; applies a diff; runs a block of commands, and compares what they print.
   */
  readonly follow: (block: Block) => void;
  readonly folder: string;
  /** Another session that begins with what this one has. */
  readonly branch: () => Session;
  readonly end: () => void;
}

const packages = { "@chartmodel/schema": "schema", "@chartmodel/lint": "lint", "jsonnet-ts": "jsonnet" };

/** An empty folder of the name `web` to follow a page in. What npm would install of this workspace is linked. */
export function startSession(): Session {
  const folder = emptyFolder();
  const bin = join(folder, "node_modules/.bin");
  for (const [name, source] of Object.entries(packages)) {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(workspace, "packages", source), link);
  }
  mkdirSync(bin);
  symlinkSync(findHelm(), join(bin, "helm"));
  symlinkSync(join(workspace, "packages/schema/bin/chartmodel.cjs"), join(bin, "chartmodel"));
  return sessionIn(folder);
}

function emptyFolder(): string {
  const folder = join(realpathSync(mkdtempSync(join(tmpdir(), "docs-"))), "web");
  mkdirSync(folder);
  return folder;
}

function sessionIn(folder: string): Session {
  const path = [join(folder, "node_modules/.bin"), dirname(process.execPath), process.env["PATH"]];
  const run = (command: string, input = "") => {
    // npx takes half a second to find what is there.
    const script = command.startsWith("npm install ") ? ":" : command.replace(/^npx /, "");
    const { status, stdout } = spawnSync("sh", ["-c", `{ ${script}\n} 2>&1`], {
      cwd: folder,
      encoding: "utf8",
      input,
      env: { ...process.env, PATH: path.join(delimiter), HELM: findHelm(), FORCE_COLOR: undefined },
    });
    // What takes long says so, and how long it takes depends on the machine.
    return { status, printed: stdout.replace(/^checking .* …\n/gm, "") };
  };
  return {
    folder,
    follow({ language, text, file }) {
      if (language === "console") {
        const printed = commandsOf(text).map((command) => `$ ${command}\n${run(command).printed}`);
        expect(printed.join("").trimEnd()).toBe(text.trimEnd());
      } else if (language === "sh") {
        for (const command of text.split("\n"))
          expect({ command, ...run(command) }).toMatchObject({ status: 0 });
      } else if (language === "diff") {
        expect(run("git apply -", `${text}\n`)).toEqual({ status: 0, printed: "" });
      } else {
        if (file === undefined) throw new Error(`no path of a file is above:\n${text}`);
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        writeFileSync(join(folder, file), `${text}\n`);
      }
    },
    branch() {
      const copy = emptyFolder();
      cpSync(folder, copy, { recursive: true, verbatimSymlinks: true });
      return sessionIn(copy);
    },
    end: () => rmSync(dirname(folder), { recursive: true, force: true }),
  };
}

/** What TypeScript has against the files of sessions. */
export function typeErrors(sessions: readonly Session[]): string {
  const settings = mkdtempSync(join(tmpdir(), "docs-types-"));
  const content = {
    // The packages' types stand in their sources until they are packed.
    extends: join(workspace, "tsconfig.json"),
    compilerOptions: {
      module: "preserve",
      moduleResolution: "bundler",
      typeRoots: [join(workspace, "node_modules/@types")],
    },
    include: sessions.flatMap(({ folder }) => [join(folder, "*.ts"), join(folder, "model")]),
  };
  try {
    writeFileSync(join(settings, "tsconfig.json"), JSON.stringify(content));
    const tsc = join(workspace, "node_modules/typescript7/bin/tsc");
    return spawnSync(process.execPath, [tsc, "-p", settings, "--singleThreaded"], { encoding: "utf8" })
      .stdout;
  } finally {
    rmSync(settings, { recursive: true, force: true });
  }
}

/** The commands of a block that shows what they print. */
export function commandsOf(text: string): string[] {
  return [...text.matchAll(/^\$ (.*(?:\\\n.*)*)/gm)].map(([, command = ""]) => command);
}
