import { Kysely, PostgresDialect, SqliteDialect } from "kysely";
import { Pool } from "pg";
import type { Env } from "./env";
import { openLibsqlDatabase } from "./libsql-database";
import { log } from "./log";

/** The accounts database, whichever kind it is. */
export interface AuthDatabase {
  /** What Better Auth takes as its `database` option. */
  option: { db: Kysely<unknown>; type: "sqlite" | "postgres"; transaction: true };
  kysely: Kysely<unknown>;
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  /** Runs `work` while no other process can be in here. */
  exclusively(work: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

export function openDatabase(database: Env["database"]): AuthDatabase {
  return database.kind === "sqlite" ? openSqlite(database.path) : openPostgres(database.url);
}

function openSqlite(path: string): AuthDatabase {
  const database = openLibsqlDatabase(path);
  const kysely = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) });
  return {
    option: { db: kysely, type: "sqlite", transaction: true },
    kysely,
    ping: async () => database.exec("SELECT 1"),
    async exclusively(work) {
      database.exec("BEGIN IMMEDIATE");
      try {
        await work();
        database.exec("COMMIT");
      } catch (error) {
        database.exec("ROLLBACK");
        throw error;
      }
    },
    close: async () => database.close(),
  };
}

/** Any constant will do, as long as every replica uses the same. */
const migrationLock = 7_146_301;

function openPostgres(url: string): AuthDatabase {
  const pool = new Pool({
    connectionString: withLibpqSslMode(url),
    max: 5,
    connectionTimeoutMillis: 5_000,
  });
  // Without a listener, a connection that the server closes while idle ends the process.
  pool.on("error", ({ message }) => log("warning", "lost an idle database connection", { reason: message }));
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  return {
    option: { db: kysely, type: "postgres", transaction: true },
    kysely,
    ping: async () => void (await pool.query("SELECT 1")),
    async exclusively(work) {
      const client = await pool.connect();
      try {
        // A lock of the transaction, not of the session, also works behind a transaction pooler.
        await client.query("BEGIN");
        await client.query("SELECT pg_advisory_xact_lock($1)", [migrationLock]);
        await work();
        await client.query("COMMIT");
        client.release();
      } catch (error) {
        client.release(true);
        throw error;
      }
    },
    close: () => pool.end(),
  };
}

/** `pg` reads `sslmode=require` as verify-full; the backend's driver, given the same URL, does not. */
function withLibpqSslMode(url: string): string {
  const parsed = new URL(url);
  if (parsed.searchParams.has("sslmode")) parsed.searchParams.set("uselibpqcompat", "true");
  return parsed.href;
}
