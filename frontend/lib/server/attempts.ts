import { createHash, randomUUID } from "node:crypto";
import type { Kysely } from "kysely";

/** Better Auth's table, with its names. */
interface AttemptTables {
  rateLimit: { id: string; key: string; count: number; lastRequest: number };
}

export interface Limit {
  /** Seconds from the first attempt after which the count starts anew. */
  window: number;
  max: number;
}

export interface Verdict {
  allowed: boolean;
  /** Seconds until the next attempt is allowed; null where this one is. */
  retryAfter: number | null;
}

/** Seconds; no window is longer, and older counts are deleted. */
const longestWindow = 3_600;

/** Counts attempts in the database, so that all replicas share the counts. */
export class Attempts {
  readonly #database: Kysely<AttemptTables>;

  constructor(database: Kysely<unknown>) {
    this.#database = database as Kysely<AttemptTables>;
  }

  /** Counts one more attempt, in one statement: of many at once no more than `max` are allowed. */
  async count(key: string, { window, max }: Limit, now: number = Date.now()): Promise<Verdict> {
    const over = now - window * 1000;
    const row = await this.#database
      .insertInto("rateLimit")
      .values({ id: randomUUID(), key: digest(key), count: 1, lastRequest: now })
      .onConflict((conflict) =>
        conflict.column("key").doUpdateSet(({ eb, ref }) => {
          const isOver = eb("rateLimit.lastRequest", "<=", over);
          return {
            count: eb
              .case()
              .when(isOver)
              .then(1)
              .else(eb("rateLimit.count", "+", 1))
              .end(),
            lastRequest: eb
              .case()
              .when(isOver)
              .then(ref("excluded.lastRequest"))
              .else(ref("rateLimit.lastRequest"))
              .end(),
          };
        }),
      )
      .returning(["count", "lastRequest"])
      .executeTakeFirstOrThrow();
    if (row.count === 1) await this.#deleteOld(now);
    if (row.count <= max) return { allowed: true, retryAfter: null };
    // PostgreSQL's driver gives a bigint as text.
    const seconds = Math.ceil((Number(row.lastRequest) + window * 1000 - now) / 1000);
    return { allowed: false, retryAfter: Math.max(1, seconds) };
  }

  async forget(key: string): Promise<void> {
    await this.#database.deleteFrom("rateLimit").where("key", "=", digest(key)).execute();
  }

  async #deleteOld(now: number): Promise<void> {
    await this.#database
      .deleteFrom("rateLimit")
      .where("lastRequest", "<", now - longestWindow * 1000)
      .execute();
  }
}

/** Keys hold what anybody typed: of one length they can be indexed, and the table names no addresses. */
function digest(key: string): string {
  return createHash("sha256").update(key).digest("base64url");
}
