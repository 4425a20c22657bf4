/**
 * Measures the application against its floor, side by side in one run, prints the ratios, and writes them to
 * docs/performance.md: npm run bench:app.
 *
 * On SQLite, and on PostgreSQL where this machine has it. What is compared is asked in turn, by the median of the ratios
 * pair by pair: what else the machine does falls on both.
 */
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { mintToken } from "../../frontend/lib/server/backend-token.ts";
import { postgresPrograms, startPostgres } from "../../frontend/tests/support/postgres.ts";
import { openApp, python, startBackend, twoFreePorts } from "../../tests/support/app.ts";
import { startProcess } from "../../tests/support/managed-process.ts";
import { writeMeasured } from "../../tools/lib/measured-region.mjs";
import { createTodoClient } from "../../tools/lib/todo-client.mjs";
import { machine, table } from "../markdown.mjs";
import { measureManyTodos } from "./many-todos.ts";
import { compare, send, type Target } from "./rounds.ts";

const many = 100_000;
const user = "many";
const completeAll = { action: "complete", filter: {} };
const page = join(import.meta.dirname, "..", "..", "docs", "performance.md");
const databases = ["SQLite", "PostgreSQL"] as const;
type Database = (typeof databases)[number];
const folder = mkdtempSync(join(tmpdir(), "todo-bench-"));
const [load] = loadavg();
/** By what was compared: its aim, and the ratio on each database. */
const results = new Map<string, { aim: string } & Partial<Record<Database, string>>>();

try {
  await measureProxy();
  await measureDatabase("SQLite", `sqlite:///${folder}/todos.db`);
  if (postgresPrograms) {
    const server = await startPostgres(postgresPrograms);
    try {
      await measureDatabase("PostgreSQL", await server.createDatabase("todos"));
    } finally {
      server.stop();
    }
  } else console.log("PostgreSQL was not measured: it is not installed (apt-get install postgresql).");
  const rows = [...results].map(([what, { aim, ...ratios }]) => [
    what,
    aim,
    ...databases.map((database) => ratios[database] ?? "–"),
  ]);
  const report = [machine(load), table(["What, by time", "Aim", ...databases], rows)].join("\n\n");
  writeMeasured(page, report, "application");
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The page's server answers a list as the backend does, for one person and for many at once. */
async function measureProxy(): Promise<void> {
  const app = await openApp();
  try {
    if (!app.backend) throw new Error("Without APP_URL: what is measured has to run on this machine.");
    const { url, tokenSecret } = app.backend;
    const client = createTodoClient(app.url);
    await client.signUp({ name: "Ada", email: "ada@example.com", password: "correct horse battery" });
    for (let index = 0; index < 50; index++) await client.addTodo({ title: `Todo ${index}` });
    const proxied: Target = {
      url: `${app.url}/api/todos`,
      async headers() {
        await client.listTodos();
        return client.headers();
      },
    };
    const direct = targetOf(`${url}/todos`, client.userId(), tokenSecret);
    for (const atOnce of [1, 16]) {
      const { ratio, target, base } = await compare(direct, proxied, { pairs: 61, atOnce });
      row("SQLite", `proxied list, ${atOnce} at once: as fast as the backend's own`, ratio, "≥ 0.5", [
        base,
        target,
      ]);
    }
  } finally {
    await app.stop();
  }
}

async function measureDatabase(name: Database, databaseUrl: string): Promise<void> {
  console.log(`\n${name}`);
  const cursors = JSON.parse(
    execFileSync(python, [join(import.meta.dirname, "fill.py"), databaseUrl, String(many)], {
      encoding: "utf8",
    }),
  );
  const [port, plainPort] = await twoFreePorts();
  const tokenSecret = randomBytes(32).toString("base64");
  const backend = await startBackend(port, databaseUrl, tokenSecret);
  const plain = await startProcess({
    command: [python, join(import.meta.dirname, "plain_sample.py"), databaseUrl, String(plainPort)],
    cwd: folder,
    env: { PYTHONDONTWRITEBYTECODE: "1" },
    health: `http://127.0.0.1:${plainPort}/healthz`,
  });
  try {
    const list = targetOf(`http://127.0.0.1:${port}/todos`, user, tokenSecret);
    for (const style of ["async", "sync"]) {
      for (const atOnce of [1, 16]) {
        const sample = { url: `http://127.0.0.1:${plainPort}/${style}?user=${user}&limit=20` };
        const ours = { ...list, url: `${list.url}?limit=20` };
        const { ratio, target, base } = await compare(sample, ours, { pairs: 61, atOnce });
        row(name, `GET 20, ${atOnce} at once: as fast as a plain ${style} sample`, ratio, "≥ 1", [
          base,
          target,
        ]);
      }
    }
    for await (const { what, query, ratio, target, base } of measureManyTodos(list, cursors))
      row(name, `${what}, in newest-first lists`, ratio, "≤ 3", [target, base], query);

    const completing = { ...list, method: "POST", url: `${list.url}/bulk`, body: completeAll } as const;
    const answer = await send(completing, await list.headers?.());
    console.log(
      `Completing all of ${many} is answered with ${answer.length} bytes`.padEnd(70),
      "aim: ≤ 1000",
    );
  } finally {
    await Promise.all([backend.stop(), plain.stop()]);
  }
}

function targetOf(url: string, userId: string, tokenSecret: string): Target {
  return { url, headers: async () => ({ authorization: `Bearer ${await mintToken(userId, tokenSecret)}` }) };
}

function row(
  database: Database,
  what: string,
  ratio: number,
  aim: string,
  [ours, other]: [number, number],
  note = "",
): void {
  const shown = ratio.toFixed(2);
  results.set(what, { ...results.get(what), aim, [database]: shown });
  const times = `(${ours.toFixed(1)} ms over ${other.toFixed(1)} ms)`;
  console.log(`${what.padEnd(58)} ${shown.padStart(6)} ${times.padEnd(24)} aim: ${aim}  ${note}`);
}
