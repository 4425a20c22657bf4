import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { Attempts } from "@/lib/server/attempts";
import { createAuth } from "@/lib/server/auth";
import { openDatabase } from "@/lib/server/database";
import { readEnv } from "@/lib/server/env";
import { migrate } from "@/lib/server/start";
import { type Postgres, postgresPrograms, startPostgres } from "./support/postgres";
import { temporaryDirectory } from "./support/temporary-directory";

const limit = { window: 60, max: 3 };

async function openReplica(url: string) {
  const settings = readEnv({
    API_URL: "http://backend",
    DATABASE_URL: url,
    BETTER_AUTH_SECRET: "s".repeat(32),
    API_TOKEN_SECRET: "t".repeat(32),
  });
  const database = openDatabase(settings.database);
  await migrate(createAuth(settings, database), database);
  onTestFinished(() => database.close());
  return new Attempts(database.kysely);
}

function attemptsOn(makeUrl: () => Promise<string>) {
  test("counts up to the limit, over all replicas, and anew after the window", async () => {
    const url = await makeUrl();
    const replicas = [await openReplica(url), await openReplica(url)] as const;
    const now = Date.now();
    const count = (index: number, at: number) => (replicas[index % 2] as Attempts).count("a", limit, at);
    for (let index = 0; index < 3; index++) {
      expect(await count(index, now + index)).toEqual({ allowed: true, retryAfter: null });
    }
    expect(await count(3, now + 30_000)).toEqual({ allowed: false, retryAfter: 30 });
    expect((await replicas[0].count("b", limit, now)).allowed).toBe(true);
    // Refused attempts do not put the end of the window off.
    expect((await count(4, now + 60_000)).allowed).toBe(true);
  });

  test("of many at once no more than the limit are allowed", async () => {
    const url = await makeUrl();
    const replicas = [await openReplica(url), await openReplica(url)] as const;
    const verdicts = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (replicas[index % 2] as Attempts).count("a", limit)),
    );
    expect(verdicts.filter(({ allowed }) => allowed)).toHaveLength(3);
  });

  test("forgets what it is told to, and what is old", async () => {
    const attempts = await openReplica(await makeUrl());
    const one = { window: 3_600, max: 1 };
    const now = Date.now();
    await attempts.count("a", one, now);
    await attempts.forget("a");
    expect((await attempts.count("a", one, now)).allowed).toBe(true);
    expect((await attempts.count("a", one, now + 1)).allowed).toBe(false);
    await attempts.count("b", one, now + 3_600_001);
    expect((await attempts.count("a", one, now + 2)).allowed).toBe(true);
  });
}

describe("on SQLite", () => attemptsOn(async () => `file:${join(temporaryDirectory(), "auth.db")}`));

const onPostgres = `on PostgreSQL${postgresPrograms ? "" : " (not installed: apt-get install postgresql)"}`;

describe.skipIf(!postgresPrograms)(onPostgres, () => {
  let postgres: Postgres;
  let databases = 0;
  beforeAll(async () => {
    postgres = await startPostgres(postgresPrograms as string);
  });
  afterAll(() => postgres.stop());
  attemptsOn(() => postgres.createDatabase(`attempts_${databases++}`));
});
