import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { freePort, type Workspace } from "../app/workspace.js";
import { missingForTilt, quietTilt, startTilt } from "./tilt.js";
import { createTiltWorkspace } from "./tilt-workspace.js";

const skipped = missingForTilt();
if (skipped) console.warn(`SKIPPED: edits of the model in a running Tilt (${skipped})`);

/** Stands in for the model's generator: one value, checked, and the plan written only where it changed. */
const generator = `
import { readFileSync, writeFileSync } from "node:fs";
const greeting = readFileSync("model/greeting", "utf8");
if (greeting === "") {
  console.error("greeting: expected some text, found none");
  process.exit(1);
}
const before = readFileSync("dev/plan.json", "utf8");
const plan = JSON.parse(before);
plan.services.find(({ name }) => name === "backend").process.env.GREETING = greeting;
const after = JSON.stringify(plan);
if (after !== before) writeFileSync("dev/plan.json", after);
`;

interface UiResource {
  metadata: { name: string };
  status: { updateStatus: string; runtimeStatus: string };
}

async function startSession(workspace: Workspace) {
  const port = await freePort();
  const tilt = startTilt(workspace.root, ["up", "--stream", `--port=${port}`, "--", "--mode=local"], {
    HOME: workspace.root,
  });
  const status = (name: string) => {
    const { stdout } = spawnSync("tilt", ["get", "uiresource", name, "-o", "json", `--port=${port}`], {
      env: { ...process.env, ...quietTilt, HOME: workspace.root },
      encoding: "utf8",
    });
    return stdout ? (JSON.parse(stdout) as UiResource).status : undefined;
  };
  const { services } = JSON.parse(workspace.read("dev/plan.json"));
  const about = async (name: string): Promise<{ pid: number; greeting?: string }> => {
    const { ports } = services.find((service: { name: string }) => service.name === name);
    const response = await fetch(`http://127.0.0.1:${ports.host}/about`);
    return (await response.json()) as { pid: number; greeting?: string };
  };
  const reloads = () => tilt.output().match(/Successfully loaded Tiltfile/g)?.length ?? 0;
  return { about, reloads, status, output: tilt.output };
}

const patiently = { timeout: 30_000, interval: 100 };

describe.skipIf(skipped)("an edit of the model in a running Tilt", () => {
  test("restarts what it concerns, leaves the rest, and settles; a wrong one turns only config red", async () => {
    const workspace = await createTiltWorkspace();
    workspace.write("generate.mjs", generator);
    workspace.editPlan((plan) => {
      plan.model.command = ["node", "generate.mjs"];
    });
    const session = await startSession(workspace);
    await expect.poll(() => session.status("frontend")?.runtimeStatus, patiently).toBe("ok");
    await expect.poll(() => session.about("backend"), patiently).toMatchObject({ greeting: "hello" });
    const [backend, frontend] = [await session.about("backend"), await session.about("frontend")];

    const before = session.reloads();
    workspace.write("model/greeting", "good morning");
    await expect
      .poll(() => session.about("backend").catch(() => ({})), patiently)
      .toMatchObject({ greeting: "good morning" });
    const restarted = await session.about("backend");
    expect(restarted.pid).not.toBe(backend.pid);
    expect(await session.about("frontend")).toEqual(frontend);

    workspace.write("model/greeting", "");
    await expect.poll(() => session.status("config")?.updateStatus, patiently).toBe("error");
    await expect.poll(session.output, patiently).toContain("greeting: expected some text, found none");
    // Tilt asks a restarted service whether it is ready after a while.
    await expect.poll(() => session.status("backend")?.runtimeStatus, patiently).toBe("ok");
    expect(await session.about("backend")).toEqual(restarted);
    expect(await session.about("frontend")).toEqual(frontend);

    // One reload for the one change of the plan: neither a loop nor one for the wrong edit.
    expect(session.reloads() - before).toBe(1);

    workspace.write("model/greeting", "good morning");
    await expect.poll(() => session.status("config")?.updateStatus, patiently).toBe("ok");
  });
});
