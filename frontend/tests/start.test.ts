import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createAuth } from "@/lib/server/auth";
import { type AuthDatabase, openDatabase } from "@/lib/server/database";
import { type Env, readEnv } from "@/lib/server/env";
import { migrate, prepareDatabase } from "@/lib/server/start";
import { type Postgres, postgresPrograms, query, startPostgres } from "./support/postgres";
import { temporaryDirectory } from "./support/temporary-directory";

vi.spyOn(console, "error").mockImplementation(() => undefined);

const settings = (url: string): Env =>
  readEnv({
    API_URL: "http://backend",
    DATABASE_URL: url,
    BETTER_AUTH_SECRET: "s".repeat(32),
    API_TOKEN_SECRET: "t".repeat(32),
  });

/** What one replica does at start. */
async function startReplica(url: string): Promise<AuthDatabase> {
  const database = openDatabase(settings(url).database);
  await migrate(createAuth(settings(url), database), database);
  return database;
}

async function post(url: string, path: string): Promise<Response> {
  const database = openDatabase(settings(url).database);
  const body = JSON.stringify({ name: "Ada", email: "ada@example.com", password: "correct horse" });
  const headers = { "content-type": "application/json", host: "todo.example", origin: "http://todo.example" };
  const request = new Request(`http://todo.example/api/auth${path}`, {
    method: "POST",
    headers,
    body,
  });
  const answer = await createAuth(settings(url), database).handler(request);
  await database.close();
  return answer;
}

describe("on SQLite", () => {
  test("makes the tables, and leaves them alone the next time", async () => {
    const url = `file:${join(temporaryDirectory(), "auth.db")}`;
    await (await startReplica(url)).close();
    expect((await post(url, "/sign-up/email")).status).toBe(200);
    await (await startReplica(url)).close();
    expect((await post(url, "/sign-in/email")).status).toBe(200);
  });

  test("an unusable file is reported at once, by the variable's name", async () => {
    const database = settings(`file:${temporaryDirectory()}/missing/auth.db`).database;
    await expect(prepareDatabase(database, async () => void openDatabase(database))).rejects.toThrow(
      /^DATABASE_URL: the database at .*missing\/auth\.db cannot be used: /,
    );
    expect(console.error).not.toHaveBeenCalled();
  });
});

const onPostgres = `on PostgreSQL${postgresPrograms ? "" : " (not installed: apt-get install postgresql)"}`;

describe.skipIf(!postgresPrograms)(onPostgres, () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres(postgresPrograms as string);
  });
  afterAll(() => postgres.stop());

  test("four replicas at once make one schema", async () => {
    const url = await postgres.createDatabase("replicas");
    const replicas = await Promise.all([1, 2, 3, 4].map(() => startReplica(url)));
    await Promise.all(replicas.map((replica) => replica.close()));
    const tables = await query(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1");
    expect(tables.map(({ tablename }) => tablename)).toEqual([
      "account",
      "rateLimit",
      "session",
      "user",
      "verification",
    ]);
    expect((await post(url, "/sign-up/email")).status).toBe(200);
  });

  test("waits for a database that is not there yet, and not for one that refuses", async () => {
    const url = await postgres.createDatabase("late");
    let attempts = 0;
    await prepareDatabase(settings(url).database, async () => {
      attempts += 1;
      if (attempts === 1) throw Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
      await query(url, "SELECT 1");
    });
    expect(attempts).toBe(2);

    const missing = url.replace("/late", "/nothing");
    await expect(
      prepareDatabase(settings(missing).database, () => query(missing, "SELECT 1").then(() => undefined)),
    ).rejects.toThrow('database "nothing" does not exist');
  });
});
