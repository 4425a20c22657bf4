import { join } from "node:path";
import { Kysely, SqliteDialect, sql } from "kysely";
import { expect, test } from "vitest";
import { openLibsqlDatabase } from "@/lib/server/libsql-database";
import { temporaryDirectory } from "./support/temporary-directory";

interface Tables {
  things: { id?: number; value: unknown };
}

async function openTable() {
  const database = openLibsqlDatabase(join(temporaryDirectory(), "test.db"));
  const tables = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  await sql`CREATE TABLE things (id INTEGER PRIMARY KEY, value)`.execute(tables);
  return tables;
}

test.each([
  [true, 1],
  [false, 0],
  [new Date("2026-11-23T10:00:00Z"), "2026-11-23T10:00:00.000Z"],
  [null, null],
  ["text", "text"],
  [1.5, 1.5],
])("stores %s as %s", async (value, stored) => {
  const tables = await openTable();
  await tables.insertInto("things").values({ value }).execute();
  expect(await tables.selectFrom("things").select("value").executeTakeFirst()).toEqual({ value: stored });
  expect(await tables.selectFrom("things").select("id").where("value", "is", value).execute()).toHaveLength(
    1,
  );
});

test("tells statements that return rows from those that do not", async () => {
  const tables = await openTable();
  const inserted = await tables.insertInto("things").values({ value: "a" }).executeTakeFirst();
  expect(inserted).toMatchObject({ insertId: 1n, numInsertedOrUpdatedRows: 1n });
  const returned = await tables
    .insertInto("things")
    .values({ value: "b" })
    .returning("id")
    .executeTakeFirst();
  expect(returned).toEqual({ id: 2 });
});

test("takes a transaction back as a whole", async () => {
  const tables = await openTable();
  const transaction = tables.transaction().execute(async (inner) => {
    await inner.insertInto("things").values({ value: true }).execute();
    throw new Error("changed my mind");
  });
  await expect(transaction).rejects.toThrow("changed my mind");
  expect(await tables.selectFrom("things").selectAll().execute()).toEqual([]);
});
