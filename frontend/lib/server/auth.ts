import { betterAuth } from "better-auth";
import { type AuthDatabase, openDatabase } from "./database";
import { type Env, env } from "./env";
import { ownOrigins } from "./same-origin";

export function createAuth(settings: Env, database: AuthDatabase) {
  return betterAuth({
    appName: "Todos",
    secret: settings.secret,
    database: database.option,
    ...(settings.publicOrigin && { baseURL: settings.publicOrigin }),
    // One deployment answers to several names (a NodePort, a forwarded port, 127.0.0.1).
    trustedOrigins: (request) => (request ? ownOrigins(request.headers) : []),
    emailAndPassword: { enabled: true, autoSignIn: true },
    rateLimit: { enabled: settings.authRateLimit },
    advanced: {
      // A Secure cookie would never come back over the plain HTTP of a NodePort.
      useSecureCookies: settings.publicOrigin?.startsWith("https://") ?? false,
    },
    telemetry: { enabled: false },
    // Its warnings are about settings that readEnv has checked or that are chosen above.
    logger: { level: "error" },
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
