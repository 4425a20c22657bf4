import { getMigrations } from "better-auth/db/migration";
import { services } from "./auth";
import { EnvError, env } from "./env";

const attempts = 8;
const longestPauseMs = 4_000;

/**
 * Checks the environment, waits for the database (about 25 s at most) and creates or updates its tables.
 *
 * @throws an error whose message is fit to be printed by itself
 */
export async function start(): Promise<void> {
  const { database } = env();
  const place = database.kind === "sqlite" ? database.path : describeHost(database.url);
  for (let attempt = 1; ; attempt++) {
    try {
      return await migrate();
    } catch (error) {
      const reason = reasonOf(error);
      if (attempt === attempts || !isWorthRetrying(error)) {
        throw new Error(`DATABASE_URL: the database at ${place} cannot be used: ${reason}`);
      }
      console.warn(`Waiting for the database at ${place} (${attempt}/${attempts - 1}): ${reason}`);
      await new Promise((done) => setTimeout(done, Math.min(500 * 2 ** (attempt - 1), longestPauseMs)));
    }
  }
}

/** Runs `start`, and ends the process if it fails: Next itself would stay up and answer every request with 500. */
export async function startOrExit(): Promise<void> {
  try {
    await start();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(error instanceof EnvError ? 2 : 1);
  }
}

async function migrate(): Promise<void> {
  const { auth, database } = services();
  await database.exclusively(async () => {
    const { runMigrations } = await getMigrations(auth.options);
    await runMigrations();
  });
}

/** Time does not repair a refused login, a missing database or an unreadable file. */
function isWorthRetrying(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? "";
  return !/^(28|3D|42|SQLITE_)/.test(code);
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}

function describeHost(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
