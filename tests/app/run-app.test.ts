import { cpSync, existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createWorkspace, repository } from "./workspace.js";

const ready = /The application is at (http:\S+)/;

const patiently = { timeout: 60_000, interval: 200 };

function endIfAlive(pid: number): void {
  try {
    process.kill(pid);
  } catch {
    // It has ended.
  }
}

const answers = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  );

test("--check uses the application end to end, on databases of its own, and leaves nothing running", async () => {
  const workspace = await createWorkspace();
  const { code, output } = await workspace.start("run-app.mjs", "--check").done;
  expect(output).toContain("works end to end");
  expect(code).toBe(0);
  const { services } = JSON.parse(workspace.read("dev/plan.json"));
  for (const { ports } of services) expect(await answers(`http://127.0.0.1:${ports.host}`)).toBe(false);
  expect(readdirSync(join(workspace.root, ".dev"))).not.toContainEqual(expect.stringMatching(/^check-/));
});

test("--check fails with the request that failed", async () => {
  const workspace = await createWorkspace();
  workspace.editPlan((plan) => {
    plan.services[0].process.env.API_URL = "${url:frontend}/nowhere";
  });
  const { code, output } = await workspace.start("run-app.mjs", "--check").done;
  expect(output).toMatch(/POST \/api\/todos answered 401/);
  expect(code).toBe(1);
});

test("prints one line with the address, and Ctrl-C stops all that it started", async () => {
  const workspace = await createWorkspace();
  const run = workspace.start("run-app.mjs", "--no-tilt");
  const [, url] = await run.seen(ready);
  const { urls } = JSON.parse(workspace.read(".dev/app.json"));
  expect(urls.frontend).toBe(url);
  expect(await answers(`${url}/readyz`)).toBe(true);

  run.process.kill("SIGINT");
  expect((await run.done).code).toBe(0);
  for (const address of Object.values<string>(urls)) expect(await answers(address)).toBe(false);
  expect(existsSync(join(workspace.root, ".dev/app.json"))).toBe(false);
});

test.each(["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"] as const)(
  "%s to npm start ends all that it started",
  async (signal) => {
    const workspace = await createWorkspace();
    cpSync(join(repository, "package.json"), join(workspace.root, "package.json"));
    // Without what comes before the application.
    workspace.write(
      "tools/start.mjs",
      `import { runCommand } from "./lib/run-command.mjs";
      process.exitCode = await runCommand(["node", "tools/run-app.mjs", "--no-tilt"]);`,
    );
    const run = workspace.startProgram("npm", "start");
    await run.seen(ready);
    const { pid, urls } = JSON.parse(workspace.read(".dev/app.json"));
    onTestFinished(() => endIfAlive(pid));
    run.process.kill(signal);
    for (const address of Object.values<string>(urls))
      await expect.poll(() => answers(address), patiently).toBe(false);
  },
);

test.each(["SIGTERM", "SIGHUP", "SIGKILL"] as const)("%s to the tool itself ends all too", async (signal) => {
  const workspace = await createWorkspace();
  const run = workspace.start("run-app.mjs", "--no-tilt");
  await run.seen(ready);
  const { urls } = JSON.parse(workspace.read(".dev/app.json"));
  run.process.kill(signal);
  for (const address of Object.values<string>(urls))
    await expect.poll(() => answers(address), patiently).toBe(false);
});

test("Ctrl-C during a step stops the step and whatever it started", async () => {
  const workspace = await createWorkspace();
  workspace.editPlan((plan) => {
    const beat = 'setInterval(() => require("fs").appendFileSync("beats", "x"), 10)';
    plan.steps[0].command = [
      "node",
      "-e",
      `require("child_process").spawnSync("node", ["-e", ${JSON.stringify(beat)}])`,
    ];
  });
  const run = workspace.start("run-app.mjs", "--check");
  await expect.poll(() => existsSync(join(workspace.root, "beats")), patiently).toBe(true);
  run.process.kill("SIGTERM");
  expect((await run.done).code).toBe(130);
  const beats = workspace.read("beats");
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(workspace.read("beats")).toBe(beats);
});

test("a taken port is replaced, and the other services are told", async () => {
  const workspace = await createWorkspace();
  const { services } = JSON.parse(workspace.read("dev/plan.json"));
  const taken = services.find(({ name }: { name: string }) => name === "backend").ports.host;
  const squatter = createServer((_, response) => response.end("not the backend"));
  await new Promise<void>((resolve) => squatter.listen(taken, "127.0.0.1", resolve));
  onTestFinished(() => void squatter.close());

  const { code, output } = await workspace.start("run-app.mjs", "--check").done;
  expect(output).toMatch(new RegExp(`Port ${taken} is taken: backend is on port \\d+\\.`));
  expect(output).toContain("works end to end");
  expect(code).toBe(0);
});

test("a service that dies stops everything and shows its last lines", async () => {
  const workspace = await createWorkspace();
  workspace.editPlan((plan) => {
    plan.services[1].process.env.DIE_AFTER_MS = "1500";
  });
  const run = workspace.start("run-app.mjs", "--no-tilt");
  const [, url] = await run.seen(ready);
  const { code, output } = await run.done;
  expect(output).toContain("the database went away");
  expect(output).toContain("backend stopped by itself (exit 7)");
  expect(code).toBe(1);
  expect(await answers(url as string)).toBe(false);
});

test("a service that cannot start is named, with its output", async () => {
  const workspace = await createWorkspace();
  workspace.editPlan((plan) => {
    plan.services[1].process.env.SECRET = "short";
    plan.services[1].process.env.OTHER = "${secret:OTHER}";
  });
  const { code, output } = await workspace.start("run-app.mjs", "--check").done;
  expect(output).toContain("SECRET is too short");
  expect(output).toContain("backend stopped by itself (exit 1)");
  expect(code).toBe(1);
});

test("a step runs once, and again when its input or its command changed or its output is gone", async () => {
  const workspace = await createWorkspace();
  const runs = async () => {
    expect((await workspace.start("run-app.mjs", "--check").done).code).toBe(0);
    return workspace.read("installed").length;
  };
  expect(await runs()).toBe(1);
  expect(await runs()).toBe(1);
  workspace.write("packages.lock", "two\n");
  expect(await runs()).toBe(2);
  workspace.editPlan((plan) => plan.steps[0].command.push("again"));
  expect(await runs()).toBe(3);
  rmSync(join(workspace.root, "installed"));
  expect(await runs()).toBe(1);
});

test("a step that did not end is run again, also when its input is what it was before", async () => {
  const workspace = await createWorkspace();
  workspace.editPlan((plan) => {
    const program = `require("fs").appendFileSync("installed", "x");
      if (require("fs").readFileSync("packages.lock", "utf8") === "two") process.kill(process.pid, "SIGKILL");`;
    plan.steps[0].command = ["node", "-e", program];
  });
  const codes: (number | null)[] = [];
  for (const lock of ["one", "two", "one"]) {
    workspace.write("packages.lock", lock);
    codes.push((await workspace.start("run-app.mjs", "--check").done).code);
  }
  expect(codes).toEqual([0, 1, 0]);
  expect(workspace.read("installed")).toBe("xxx");
});

test("a failed step shows its output, leaves no stamp and starts no service", async () => {
  const workspace = await createWorkspace();
  workspace.editPlan((plan) => {
    plan.steps[0].command = ["node", "-e", 'console.error("no such package"); process.exit(3)'];
  });
  const { code, output } = await workspace.start("run-app.mjs", "--check").done;
  expect(output).toContain("no such package");
  expect(output).toContain("Packages failed (exit 3)");
  expect(output).not.toContain("Starting");
  expect(code).toBe(1);
  expect(existsSync(join(workspace.root, ".dev/stamps/packages"))).toBe(false);
});

test("the secret is made once, for its owner only, and is in no output or log", async () => {
  const workspace = await createWorkspace();
  const { output } = await workspace.start("run-app.mjs", "--check").done;
  const secrets = workspace.read(".dev/secrets.env");
  const value = /^SECRET=(.{40,})$/m.exec(secrets)?.[1] as string;
  expect(statSync(join(workspace.root, ".dev/secrets.env")).mode & 0o777).toBe(0o600);
  const logs = readdirSync(join(workspace.root, ".dev/logs")).map((name) =>
    workspace.read(`.dev/logs/${name}`),
  );
  for (const text of [output, ...logs]) expect(text).not.toContain(value);

  await workspace.start("run-app.mjs", "--check").done;
  expect(workspace.read(".dev/secrets.env")).toBe(secrets);
});

test.each([
  ["{", /dev\/plan\.json cannot be read .*npm run render/],
  ['{"version": 2}', /expected version 1, found 2.*npm run render/],
])("a plan that cannot be used is refused: %s", async (text, message) => {
  const workspace = await createWorkspace();
  workspace.write("dev/plan.json", text);
  const { code, output } = await workspace.start("run-app.mjs", "--check").done;
  expect(output).toMatch(message);
  expect(code).toBe(1);
});

test("an unknown option is wrong use", async () => {
  const workspace = await createWorkspace();
  const { code, output } = await workspace.start("run-app.mjs", "--chekc").done;
  expect(output).toContain("Usage: npm start");
  expect(code).toBe(2);
});
