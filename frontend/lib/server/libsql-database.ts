import type { SqliteDatabase } from "kysely";
import Database from "libsql";
import { makePrivate } from "./private-file";

const busyTimeoutMs = 5_000;

/**
 * libsql behind the interface that Kysely expects of better-sqlite3. libsql aborts the process when a
 * boolean is bound and throws on a Date, and Better Auth binds both.
 */
export function openLibsqlDatabase(path: string): SqliteDatabase & { exec(sql: string): void } {
  makePrivate(path);
  const database = new Database(path, { timeout: busyTimeoutMs });
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA busy_timeout = ${busyTimeoutMs};`);
  return {
    close: () => void database.close(),
    exec: (sql) => void database.exec(sql),
    prepare(sql) {
      const statement = database.prepare(sql);
      return {
        reader: statement.reader,
        all: (parameters) => statement.all(parameters.map(toBindable)),
        run: (parameters) => statement.run(parameters.map(toBindable)),
        iterate: (parameters) => statement.iterate(parameters.map(toBindable)),
      };
    },
  };
}

function toBindable(value: unknown): unknown {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value instanceof Date) return value.toISOString();
  return value;
}
