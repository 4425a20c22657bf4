import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { endWithThisProcess } from "../../../tools/lib/guard.mjs";

const debianRoot = "/usr/lib/postgresql";
const port = 5432;

/** The folder of Debian's newest PostgreSQL programs, if it is installed. */
export const postgresPrograms = existsSync(debianRoot)
  ? readdirSync(debianRoot)
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => join(debianRoot, version, "bin"))
      .find((folder) => existsSync(join(folder, "initdb")))
  : undefined;

export interface Postgres {
  /** Creates an empty database and returns its URL. */
  createDatabase(name: string): Promise<string>;
  stop(): void;
}

/** Starts a server of its own that only listens on a socket in a temporary folder. */
export async function startPostgres(programs: string): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), "pg-"));
  // PostgreSQL refuses to run as root; uid 65534 is "nobody".
  const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  if (user.uid) execFileSync("chown", [`${user.uid}:${user.gid}`, folder]);
  const data = join(folder, "data");
  const initialise = ["--pgdata", data, "--username", "todo", "--auth", "trust", "--no-sync"];
  execFileSync(join(programs, "initdb"), initialise, { ...user, stdio: "ignore", cwd: folder });
  const options = [
    "-D",
    data,
    "-k",
    folder,
    "-p",
    String(port),
    "-c",
    "listen_addresses=",
    "-c",
    "fsync=off",
  ];
  const server = spawn(join(programs, "postgres"), options, { ...user, stdio: "ignore", cwd: folder });
  if (server.pid) server.once("exit", endWithThisProcess(server.pid));

  const urlOf = (database: string) => `postgresql://todo@localhost:${port}/${database}?host=${folder}`;
  await untilReady(urlOf("postgres"));
  return {
    async createDatabase(name) {
      await query(urlOf("postgres"), `CREATE DATABASE ${name}`);
      return urlOf(name);
    },
    stop() {
      server.kill("SIGINT");
      server.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    },
  };
}

export async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function untilReady(url: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await query(url, "SELECT 1");
      return;
    } catch (error) {
      if (attempt === 100) throw error;
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}
