import { getMigrations } from "better-auth/db/migration";
import { type Auth, services } from "./auth";
import type { AuthDatabase } from "./database";
import { guardServer } from "./door";
import { type Env, EnvError, env } from "./env";
import { log } from "./log";

const attempts = 8;
const longestPauseMs = 4_000;

/**
 * Checks the environment and prepares the database, or ends the process with one message: Next itself
 * would stay up and answer every request with 500. Exits with 2 for a wrong environment, else with 1.
 */
export async function startOrExit(): Promise<void> {
  try {
    guardServer(env());
    await prepareDatabase(env().database, () => migrate(services().auth, services().database));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(error instanceof EnvError ? 2 : 1);
  }
}

/** Creates or updates the tables; any number of replicas may do so at once. */
export async function migrate(auth: Auth, database: AuthDatabase): Promise<void> {
  await database.exclusively(async () => {
    const { runMigrations } = await getMigrations(auth.options);
    await runMigrations();
  });
}

/**
 * Does `work` on the database, again for about 20 s as long as the database is not there.
 *
 * @throws an error that names the variable and the place, without the credentials
 */
export async function prepareDatabase(database: Env["database"], work: () => Promise<void>): Promise<void> {
  const place = placeOf(database);
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const reason = reasonOf(database, error);
      if (attempt === attempts || !isWorthRetrying(database, error)) {
        throw new Error(`DATABASE_URL: the database at ${place} cannot be used: ${reason}`);
      }
      log("warning", `waiting for the database at ${place} (${attempt}/${attempts - 1})`, { reason });
      await new Promise((done) => setTimeout(done, Math.min(500 * 2 ** (attempt - 1), longestPauseMs)));
    }
  }
}

/** Time repairs neither an unreadable file nor a refused login, a missing database or a wrong statement. */
function isWorthRetrying(database: Env["database"], error: unknown): boolean {
  const { code = "" } = error as { code?: string };
  return database.kind === "postgres" && !/^(28|3D|42)/.test(code);
}

function reasonOf(database: Env["database"], error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map((each) => reasonOf(database, each)).join("; ");
  const reason = error instanceof Error ? error.message : String(error);
  return database.kind === "sqlite" ? `${reason} (its folder has to exist and be writable)` : reason;
}

function placeOf(database: Env["database"]): string {
  if (database.kind === "sqlite") return database.path;
  const { host, pathname } = new URL(database.url);
  return `${host}${pathname}`;
}
