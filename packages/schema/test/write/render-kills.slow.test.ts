import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { runMain } from "../support/chartmodel.ts";
import { program } from "../support/paths.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { type TempProject, tempProject } from "../support/temp-project.ts";

/** `npm run test:kills` kills 600 times here, and in `kills.slow.test.ts` at every step of writing. */
const isLong = process.env["MODE"] === "kills";
const fewest = isLong ? 600 : 20;

const environments = 60;

/** Everything that a render of these takes away or makes lies in these places. */
const generated = /^(?:environments|charts|docs)\//;

/** A shop of many environments, all of whose files change with the replicas. */
function manyShops(): TempProject {
  const project = tempProject("shop");
  project.write("replicas.ts", "export const replicas: number = 2;\n");
  project.edit("environments.ts", "replicas: 3", "replicas");
  project.write(
    "environments.ts",
    `import { replicas } from "./replicas.ts";\n${project.read("environments.ts")}
// The even ones come and go.
export const more = Array.from({ length: ${environments} }, (_, at) => at)
  .filter((at) => at % 2 === 1 || replicas % 2 === 0)
  .map((at) => defineEnvironment({ name: \`shop-\${at}\`, extends: "production", host: \`\${at}.example.com\` }));
`,
  );
  project.edit("chartmodel.config.ts", "{ development, production }", "{ development, more, production }");
  project.edit("chartmodel.config.ts", "[development, production]", "[development, production, ...more]");
  return project;
}

const outputs = (project: TempProject) =>
  Object.fromEntries(Object.entries(project.files()).filter(([file]) => generated.test(file)));

/** What a render makes before each of its parts: nothing, new contents aside, the journal of its steps. */
const parts = [undefined, ".chartmodel/new", ".chartmodel/journal"] as const;

/** Starts a render and kills it so many milliseconds after it has made something; tells whether it had not ended yet. */
async function killRender(project: TempProject, cache: string, made: string | undefined, after: number) {
  const render = spawn(process.execPath, [program, "render", "--prune"], {
    cwd: project.folder,
    stdio: "ignore",
    env: { ...process.env, XDG_CACHE_HOME: cache },
  });
  const ended = once(render, "exit");
  const isThere = () => made === undefined || existsSync(project.path(made));
  const isRunning = () => render.exitCode === null && render.signalCode === null;
  while (isRunning() && !appearsSoon(isThere)) await setImmediate();
  const end = performance.now() + after;
  if (made === undefined) await sleep(after);
  else while (performance.now() < end);
  render.kill("SIGKILL");
  const [, signal] = await ended;
  return signal === "SIGKILL";
}

/** Looks as often as it can: some parts are over in a few milliseconds. */
function appearsSoon(isThere: () => boolean): boolean {
  for (let look = 0; look < 100; look++) if (isThere()) return true;
  return false;
}

test("a render that is killed at any moment leaves all files of before, or all of its own", {
  timeout: 3_600_000,
}, async () => {
  const project = manyShops();
  const cache = tempFolder();
  const use = (replicas: number) =>
    project.write("replicas.ts", `export const replicas: number = ${replicas};\n`);
  const wholeRender = async () => {
    const start = performance.now();
    expect(await runMain(project, ["render", "--prune"])).toMatchObject({ code: 0 });
    return performance.now() - start;
  };

  await wholeRender();
  const states = new Map([[2, outputs(project)]]);
  use(3);
  const duration = await wholeRender();
  states.set(3, outputs(project));

  const found = { killed: 0, undone: 0, before: 0, after: 0 };
  let current = 3;
  for (let at = 0; at < fewest; at++) {
    const next = 5 - current;
    use(next);
    const part = at % parts.length;
    // Short ones as often as long ones: a duration taken while the machine was busy says little of the parts of a render.
    const moment = part === 0 ? Math.random() * 2 * duration : (duration / 10) * 10 ** (-3 * Math.random());
    if (await killRender(project, cache, parts[part], moment)) found.killed += 1;

    const told = await runMain(project, ["schema", "--chart", "web"]);
    expect(told.code).toBe(0);
    if (told.stderr.includes("was taken back")) found.undone += 1;
    expect(existsSync(project.path(".chartmodel"))).toBe(false);

    const files = outputs(project);
    const isAfter = "environments/shop-0/shop-web.values.yaml" in files === (next === 2);
    found[isAfter ? "after" : "before"] += 1;
    if (isAfter) current = next;
    // What there is must be all of one of them.
    const where = `kill ${at}, ${moment.toFixed(1)} ms after ${parts[part] ?? "the start"}`;
    expect(files, where).toEqual(states.get(current));
  }
  expect(found.killed).toBeGreaterThan(0);
  if (!isLong) return;
  // So few kills as the short form has may all miss the milliseconds of writing: `kills.slow.test.ts` hits each step.
  expect(found.undone).toBeGreaterThan(0);
  console.log(
    `Measured: ${found.killed} renders killed at random, ${found.undone} of them taken back, ${found.before} left as before, ${found.after} whole`,
  );
});
