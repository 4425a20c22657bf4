import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { findHelm as findLintsHelm } from "../../packages/lint/src/helm/helm.ts";
import { root } from "./helm.ts";

/** A folder with a `helm` that tells this version. */
function folderWithHelm(version: string): string {
  const folder = mkdtempSync(join(tmpdir(), "helm-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "helm"), `#!/bin/sh\necho ${version}\n`, { mode: 0o755 });
  return folder;
}

const findHelm = (env: Record<string, string>) =>
  spawnSync(process.execPath, [join(root, "tools", "helm.mjs")], {
    encoding: "utf8",
    env: { PATH: [dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter), ...env },
  });

describe.skipIf(process.platform === "win32")("tools/helm.mjs", () => {
  test.each(["v3.14.0", "v3.20.1", "v4.0.0", "v10.1.0"])("takes a helm %s on PATH", async (version) => {
    const folder = folderWithHelm(version);
    const result = findHelm({ PATH: folder });
    expect(result).toMatchObject({ status: 0, stdout: "helm\n" });
    expect(await findLintsHelm(join(folder, "helm")), "the linter's verdict").toMatchObject({ version });
  });

  test
    .skipIf(process.platform !== "linux" || process.arch !== "x64")
    .each(["v3.13.9", "v2.17.0", "nonsense"])("passes over a helm %s for the pinned one", async (version) => {
    const folder = folderWithHelm(version);
    expect(await findLintsHelm(join(folder, "helm")), "the linter's verdict").toHaveProperty("missing");
    const result = findHelm({ PATH: folder });
    expect(result.status, result.stderr).toBe(0);
    const pinned = spawnSync(result.stdout.trim(), ["version", "--template", "{{.Version}}"], {
      encoding: "utf8",
    });
    expect(pinned.stdout).toBe("v4.1.4");
  });

  test("prefers the one that HELM names", () => {
    const helm = join(folderWithHelm("v3.19.0"), "helm");
    expect(findHelm({ HELM: helm })).toMatchObject({ status: 0, stdout: `${helm}\n` });
  });

  test("says what is wrong with the one that HELM names", () => {
    const helm = join(folderWithHelm("v3.1.0"), "helm");
    const result = findHelm({ HELM: helm });
    expect(result).toMatchObject({ status: 1, stdout: "" });
    expect(result.stderr).toBe(
      `HELM is ${helm}, which is no Helm of at least 3.14. Set another, or unset it.\n`,
    );
  });
});
