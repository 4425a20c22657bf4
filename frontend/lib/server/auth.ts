import { betterAuth } from "better-auth";
import { accountRules } from "./account-rules";
import { Attempts } from "./attempts";
import { clientAddressHeader } from "./client-address";
import { type AuthDatabase, openDatabase } from "./database";
import { deleteTodosOf } from "./delete-todos";
import { type Env, env, hasSecureCookies } from "./env";
import { describeError, log } from "./log";
import { ownOrigins } from "./same-origin";

/** Seconds for which an answer may rest on the session that the cookie holds, signed, instead of the database's. */
export const sessionCacheSeconds = 5;

/** A browser's own description is shorter; the rest would be carried in each cookie. */
const longestUserAgent = 256;

export function createAuth(settings: Env, database: AuthDatabase) {
  const attempts = new Attempts(database.kysely);
  return betterAuth({
    appName: "Todos",
    secret: settings.secret,
    database: database.option,
    ...(settings.publicOrigin && { baseURL: settings.publicOrigin }),
    trustedOrigins: (request) => (request ? ownOrigins(request.headers, settings.publicOrigin) : []),
    // Signed in by itself, a new account would show that its address had been free.
    emailAndPassword: { enabled: true, autoSignIn: false },
    user: { deleteUser: { enabled: true, beforeDelete: ({ id }) => deleteTodosOf(id, settings) } },
    session: { cookieCache: { enabled: true, maxAge: sessionCacheSeconds } },
    hooks: accountRules(settings.authRateLimit ? attempts : undefined),
    databaseHooks: {
      session: {
        create: {
          before: async (session) => ({
            data: { ...session, userAgent: session.userAgent?.slice(0, longestUserAgent) },
          }),
        },
      },
    },
    rateLimit: {
      enabled: settings.authRateLimit,
      // Makes the table; the counting is ours, in one statement.
      storage: "database",
      customStorage: { consume: (key, limit) => attempts.count(key, limit) },
      window: 10,
      max: 100,
      // For one address, behind which there may be an office.
      customRules: {
        "/sign-in/email": { window: 60, max: 20 },
        "/sign-up/email": { window: 600, max: 20 },
        "/change-password": { window: 60, max: 10 },
        "/delete-user": { window: 60, max: 10 },
      },
    },
    advanced: {
      useSecureCookies: hasSecureCookies(settings),
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
    },
    telemetry: { enabled: false },
    // Else the library writes what fails to the console itself, as text.
    onAPIError: { throw: true },
    logger: {
      // Its warnings are about settings that readEnv has checked or that are chosen above.
      level: "error",
      log: (level, message, ...details) =>
        log(level === "warn" ? "warning" : level, message, {
          logger: "better-auth",
          ...(details.length > 0 && { details: details.map(describeError) }),
        }),
    },
  });
}

export type Auth = ReturnType<typeof createAuth>;

interface Services {
  auth: Auth;
  database: AuthDatabase;
}

// Next bundles each entry on its own; the global makes them share one connection pool, and `next dev`
// keep it when a module reloads.
const shared = globalThis as typeof globalThis & { todoServices?: Services };

/** The process-wide auth instance and its database, opened on first use. */
export function services(): Services {
  if (!shared.todoServices) {
    const database = openDatabase(env().database);
    shared.todoServices = { database, auth: createAuth(env(), database) };
  }
  return shared.todoServices;
}
