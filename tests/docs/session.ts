import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { expect } from "vitest";
import { findHelm } from "../../tools/helm.mjs";
import { type Block, workspace } from "./documents.ts";

/** What a reader of a page has before the first step of it. */
export interface Session {
  /** Writes a block that begins with the path of a file in a comment; runs one of commands, and compares what they print. */
  readonly follow: (block: Block) => void;
  readonly end: () => void;
}

const packages = { "@chartmodel/schema": "schema", "@chartmodel/lint": "lint", "jsonnet-ts": "jsonnet" };

/** An empty folder to follow a page in. What npm would install of this workspace is linked. */
export function startSession(): Session {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "docs-")));
  const bin = join(folder, "node_modules/.bin");
  for (const [name, source] of Object.entries(packages)) {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(workspace, "packages", source), link);
  }
  mkdirSync(bin);
  symlinkSync(findHelm(), join(bin, "helm"));
  symlinkSync(join(workspace, "packages/schema/bin/chartmodel.cjs"), join(bin, "chartmodel"));
  const run = (command: string) => {
    // npx takes half a second to find what is there.
    const script = command.startsWith("npm install ") ? ":" : command.replace(/^npx /, "");
    const { status, stdout } = spawnSync("sh", ["-c", `{ ${script}\n} 2>&1`], {
      cwd: folder,
      encoding: "utf8",
      env: {
        ...process.env,
        PATH: [bin, dirname(process.execPath), process.env["PATH"]].join(delimiter),
        HELM: findHelm(),
        FORCE_COLOR: undefined,
      },
    });
    // What takes long says so, and how long it takes depends on the machine.
    return { status, printed: stdout.replace(/^checking .* …\n/gm, "") };
  };
  return {
    follow({ language, text }) {
      if (language === "console") {
        const printed = commandsOf(text).map((command) => `$ ${command}\n${run(command).printed}`);
        expect(printed.join("").trimEnd()).toBe(text.trimEnd());
      } else if (language === "sh") {
        for (const command of text.split("\n"))
          expect({ command, ...run(command) }).toMatchObject({ status: 0 });
      } else {
        const [, path, rest = ""] = /^(?:\/\/|#) (\S+)\n([\s\S]*)$/.exec(text) ?? [];
        if (path === undefined) return;
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), `${rest}\n`);
      }
    },
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The commands of a block that shows what they print. */
export function commandsOf(text: string): string[] {
  return [...text.matchAll(/^\$ (.*(?:\\\n.*)*)/gm)].map(([, command = ""]) => command);
}
