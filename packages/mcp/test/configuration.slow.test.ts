import { readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import type { TempProject } from "../../schema/test/support/temp-project.ts";
import { ask, httpClient, httpServer, shop, stdioClient, token } from "./support.ts";

const config = "chartmodel.config.ts";
const prepend = (project: TempProject, code: string) =>
  project.write(config, `${code}\n${project.read(config)}`);

test("what a configuration prints reaches no client", async () => {
  const project = shop();
  prepend(
    project,
    `import { spawnSync } from "node:child_process"; import { writeSync } from "node:fs";
     console.log("noise"); console.error("noise"); process.stdout.write("{\\"jsonrpc\\":\\"2.0\\"}\\n");
     writeSync(1, "noise\\n"); spawnSync("echo", ["noise"], { stdio: "inherit" });`,
  );
  const { client, stderr } = await stdioClient(project);
  const errors: Error[] = [];
  client.onerror = (error) => errors.push(error);
  expect(await ask(client, "environments")).toMatchObject({ project: "shop" });
  expect({ errors, stderr: stderr() }).toEqual({ errors: [], stderr: "" });
});

test.each([
  [
    "throws",
    'throw new TypeError("hunter2");',
    /^the configuration fails with TypeError at .*chartmodel\.config\.ts:1:7: /,
  ],
  ["throws no error", 'throw "hunter2";', /^the configuration fails: /],
  ["has a mistake in its syntax", 'const = "hunter2";', /^the configuration fails/],
  ["imports what is not there", 'import "./hunter2.ts";', /^the configuration fails/],
  ["ends the process", "process.exit(7);", /ended the process without an answer \(exit code 7\)/],
  ["kills the process", 'process.kill(process.pid, "SIGKILL"); await new Promise(() => {});', /\(SIGKILL\)/],
  ["waits for nothing", "await new Promise(() => {});", /ended the process without an answer/],
  [
    "rejects behind its back",
    'Promise.reject(new Error("hunter2")); await new Promise((r) => setTimeout(r, 50));',
    /ended the process|the configuration fails/,
  ],
])(
  "a configuration that %s is told by a sentence, and the next question is answered",
  async (_what, code, sentence) => {
    const project = shop();
    const mended = project.read(config);
    prepend(project, code);
    const { client, stderr } = await stdioClient(project);
    const { error } = await ask(client, "environments");
    expect(error).toMatch(sentence);
    expect(error + stderr()).not.toContain("hunter2");
    project.write(config, mended);
    expect(await ask(client, "environments")).toMatchObject({ project: "shop" });
  },
);

/** Processes that answer questions about the project in a folder. */
function processesOf(folder: string): string[] {
  return readdirSync("/proc").filter((pid) => {
    try {
      return (
        /^\d+$/.test(pid) &&
        readFileSync(`/proc/${pid}/cmdline`, "latin1").includes("answer-process") &&
        readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder)
      );
    } catch {
      return false;
    }
  });
}

const isLinux = process.platform === "linux";

/** A configuration that never ends, in a way that no timer of its own thread can end. */
function endless(): TempProject {
  const project = shop();
  prepend(project, 'import { writeFileSync } from "node:fs"; writeFileSync("started", ""); for (;;) {}');
  return project;
}

const started = async (project: TempProject) => {
  while (!("started" in project.files())) await wait(20);
  expect(processesOf(project.folder)).toHaveLength(1);
};
const ended = async (folder: string) => {
  while (processesOf(folder).length > 0) await wait(20);
};

test.runIf(isLinux)("a client that is gone leaves no process that computes without end", async () => {
  const project = endless();
  const { client, transport } = await stdioClient(project);
  const asked = ask(client, "environments").catch(() => {});
  await started(project);
  expect(transport.pid).toBeGreaterThan(0);
  await client.close();
  await asked;
  await ended(project.folder);
});

test.runIf(isLinux)("a request that is given up ends its process, and others are answered", async () => {
  const project = endless();
  const { url } = await httpServer(project);
  const giveUp = new AbortController();
  const body = JSON.stringify({
    jsonrpc: "2.0",
    id: 1,
    method: "tools/call",
    params: { name: "environments" },
  });
  const headers = {
    authorization: `Bearer ${token}`,
    "content-type": "application/json",
    accept: "application/json, text/event-stream",
  };
  const asked = fetch(url, { method: "POST", body, headers, signal: giveUp.signal }).catch(
    (error) => error.name,
  );
  await started(project);
  giveUp.abort();
  expect(await asked).toBe("AbortError");
  await ended(project.folder);
  project.edit(config, "for (;;) {}", "");
  expect(await ask(await httpClient(url), "environments")).toMatchObject({ project: "shop" });
});

test.runIf(isLinux)("a server that is killed leaves no process behind", async () => {
  const project = endless();
  const { child, url } = await httpServer(project);
  const asked = httpClient(url)
    .then((client) => ask(client, "environments"))
    .catch(() => "gone");
  await started(project);
  child.kill("SIGKILL");
  expect(await asked).toBe("gone");
  await ended(project.folder);
});

test("many questions at once are answered, or refused with a sentence", async () => {
  const { client } = await stdioClient(shop());
  const answers = await Promise.all(Array.from({ length: 40 }, () => ask(client, "environments")));
  const refused = answers.filter(({ error }) => error !== undefined);
  expect(refused).toHaveLength(40 - 22);
  for (const { error } of refused) expect(error).toContain("ask again later");
  expect(await ask(client, "environments")).toMatchObject({ project: "shop" });
});

test("an answer that is too long is refused with what to ask for", async () => {
  const project = shop();
  project.edit(
    "environments.ts",
    'annotations: { "example.com/team": "shop" }',
    `annotations: { a: "${"a".repeat(150_000)}" }`,
  );
  const { client } = await stdioClient(project);
  const { error } = await ask(client, "values", { environment: "production" });
  expect(error).toMatch(
    /^the answer has 15\d{4} characters, and more than 100000 are not given: ask for less, by a chart/,
  );
});

test("files that are half written are not read", async () => {
  const project = shop();
  const { client } = await stdioClient(project);
  project.write(".chartmodel/journal", "");
  expect(await ask(client, "environments")).toEqual({ error: expect.stringContaining("half written") });
});
