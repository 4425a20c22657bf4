import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { UsageError } from "../../src/usage-error.ts";
import { lock } from "../../src/write/lock.ts";
import { program } from "../support/paths.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { tempProject } from "../support/temp-project.ts";

const never = 3_600_000;

/** A folder to lock, and what its holders say. */
function lockable() {
  const above = tempFolder();
  const folder = join(above, "locked");
  const file = join(above, "said");
  writeFileSync(file, "");
  const hold = (milliseconds: number): ChildProcess => {
    const script = join(import.meta.dirname, "lock/hold-lock.mjs");
    const child = spawn(process.execPath, [script, folder, file, String(milliseconds)], { stdio: "inherit" });
    onTestFinished(() => void child.kill("SIGKILL"));
    return child;
  };
  const said = () => readFileSync(file, "utf8");
  const holdUntilKilled = async () => {
    const child = hold(never);
    await expect.poll(said, { timeout: 60_000 }).toBe("taken\n");
    return child;
  };
  return { folder, hold, holdUntilKilled, said };
}

/** Lets each look at the clock find a few seconds gone. */
function hurryTime(): void {
  const start = Date.now();
  let looks = 0;
  vi.spyOn(Date, "now").mockImplementation(() => start + 3000 * looks++);
  onTestFinished(() => void vi.restoreAllMocks());
}

describe("a lock", () => {
  test("is one process's at a time, however many want it at once", async () => {
    const { folder, hold, said } = lockable();
    const ends = await Promise.all([1, 2, 3, 4, 5].map(() => once(hold(20), "exit")));
    expect(ends).toEqual(ends.map(() => [0, null]));
    expect(said()).toBe("taken\nreleased\n".repeat(5));
    expect(readdirSync(folder)).toEqual([]);
  });

  test("of a process that was killed is nobody's", async () => {
    const { folder, holdUntilKilled } = lockable();
    const holder = await holdUntilKilled();
    holder.kill("SIGKILL");
    await once(holder, "exit");
    expect(readdirSync(folder)).toEqual([expect.stringContaining(`${holder.pid}-`)]);
    const release = lock(folder);
    expect(readdirSync(folder)).toEqual([expect.stringContaining(`${process.pid}-`)]);
    release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test("of a process that runs is waited for, and who has it is told", async () => {
    const { folder, holdUntilKilled } = lockable();
    const holder = await holdUntilKilled();
    hurryTime();
    expect(() => lock(folder)).toThrow(UsageError);
    expect(() => lock(folder)).toThrow(
      `another chartmodel, process ${holder.pid}, has been writing for 10 seconds`,
    );
    expect(readdirSync(folder)).toEqual([expect.stringContaining(`${holder.pid}-`)]);
  });

  test("of another machine is believed for a minute", () => {
    const { folder } = lockable();
    mkdirSync(folder);
    const foreign = join(folder, "7-1-elsewhere.lock");
    writeFileSync(foreign, "");
    hurryTime();
    expect(() => lock(folder)).toThrow(/process 7 on elsewhere, .*wait until it has ended/);
    vi.restoreAllMocks();
    const longAgo = Date.now() / 1000 - 61;
    utimesSync(foreign, longAgo, longAgo);
    lock(folder)();
    expect(readdirSync(folder)).toEqual([]);
  });
});

test("of renders at once, each writes all of its files", async () => {
  const project = tempProject("shop");
  project.edit("model.ts", "default: 8080", 'default: Number(process.env["SHOP_PORT"])');
  const ports = [81, 82, 83, 84];
  const ends = ports.map((port) =>
    once(
      spawn(process.execPath, [program, "render"], {
        cwd: project.folder,
        stdio: "ignore",
        env: { ...process.env, SHOP_PORT: String(port) },
      }),
      "exit",
    ),
  );
  expect(await Promise.all(ends)).toEqual(ports.map(() => [0, null]));
  const files = [
    ...["development", "production"].map((name) => `environments/${name}/shop-web.values.yaml`),
    ...["README.md", "values.schema.json", "values.yaml"].map((file) => `charts/web/${file}`),
  ];
  const found = files.map((file) => /\b8[1-4]\b/.exec(project.read(file))?.[0]);
  expect(ports.map(String)).toContain(found[0]);
  expect(new Set(found).size).toBe(1);
  expect(readdirSync(project.folder)).not.toContain(".chartmodel");
});
