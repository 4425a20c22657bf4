import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { cases } from "./objects.ts";

const kubectl = (...args: string[]) => spawnSync("kubectl", args, { encoding: "utf8" });

const isThere = process.env.KUBECONFIG !== undefined && kubectl("version").status === 0;
if (!isThere) console.warn("skipped: what the API server takes and refuses needs kubectl and a cluster");

const folder = mkdtempSync(join(tmpdir(), "objects-"));
afterAll(() => rmSync(folder, { recursive: true }));

// kubectl keeps to five requests a second.
const timeout = 600_000;

test.skipIf(!isThere)(
  "a cluster's API server takes and refuses the same objects",
  () => {
    const files = cases.map(({ object }, index) => {
      const file = `${String(index).padStart(4, "0")}.json`;
      writeFileSync(join(folder, file), JSON.stringify(object));
      return file;
    });
    // It goes on after what is refused, names the file, and makes nothing.
    const { stderr } = kubectl("create", "--dry-run=server", "--validate=strict", "-f", folder);
    const refused = cases.filter((_, index) => stderr.includes(files[index] as string));
    const expected = cases.filter(({ path }) => path !== undefined);
    expect(refused.map(({ title }) => title)).toEqual(expected.map(({ title }) => title));
  },
  timeout,
);
