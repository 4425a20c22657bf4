import { invalidNetworks } from "./client-address";

/** Everything the server reads from its environment; no other file looks at a setting in `process.env`. */
export interface Env {
  /** Where the backend answers, without a trailing slash. */
  apiUrl: string;
  database: { kind: "sqlite"; path: string } | { kind: "postgres"; url: string };
  /** Signs sessions and cookies; no other service knows it. */
  secret: string;
  /** Signs the tokens for the backend, which knows it too. */
  tokenSecret: string;
  /** The address people type, when one is known; secure cookies follow from its scheme. */
  publicOrigin: string | undefined;
  authRateLimit: boolean;
  /** Addresses and ranges of the proxies whose X-Forwarded-For and X-Forwarded-Proto are believed. */
  trustedProxies: readonly string[];
}

export interface EnvIssue {
  name: string;
  problem: string;
}

/** Lists every wrong variable at once, and never the value of a secret one. */
export class EnvError extends Error {
  override readonly name = "EnvError";
  readonly issues: readonly EnvIssue[];

  constructor(issues: readonly EnvIssue[]) {
    const lines = issues.map(({ name, problem }) => `  ${name}: ${problem}`);
    super(`The frontend cannot start: its environment is incomplete or wrong.\n${lines.join("\n")}`);
    this.issues = issues;
  }
}

export const minimumSecretLength = 32;

// Next replaces this literal by its value at build time, so it cannot be read through `source`.
const builtInApiUrl = process.env.NEXT_PUBLIC_API_URL;

type Source = Readonly<Record<string, string | undefined>>;

/**
 * Reads and checks the environment. An empty variable counts as unset.
 *
 * @param source @default process.env
 * @throws EnvError with all issues
 */
export function readEnv(source: Source = process.env): Env {
  const issues: EnvIssue[] = [];
  const variable = (name: string) => source[name]?.trim() || undefined;
  const wrong = (name: string, problem: string) => {
    issues.push({ name, problem });
    return undefined;
  };
  const httpUrl = (name: string, value: string) =>
    parseHttpUrl(value) ?? wrong(name, `expected an http:// or https:// URL, found "${value}"`);

  const apiUrlName = variable("API_URL") ? "API_URL" : "NEXT_PUBLIC_API_URL";
  const apiUrlText = variable("API_URL") ?? (builtInApiUrl || variable("NEXT_PUBLIC_API_URL"));
  const apiUrl = apiUrlText
    ? httpUrl(apiUrlName, apiUrlText)
    : wrong(
        "API_URL",
        "missing; set it to the backend's address, such as http://todo-backend:8000, " +
          "or build with NEXT_PUBLIC_API_URL",
      );

  const databaseText = variable("DATABASE_URL");
  const database = databaseText
    ? (parseDatabaseUrl(databaseText) ??
      wrong("DATABASE_URL", "expected file:/path/to/auth.db or postgresql://user:password@host/name"))
    : wrong(
        "DATABASE_URL",
        "missing; for example file:/data/auth.db or postgresql://user:password@host/name",
      );

  const secretNamed = (name: string) => {
    const value = variable(name);
    const make = "`openssl rand -base64 32` makes a good one";
    if (!value) return wrong(name, `missing; ${make}`);
    if (value.length >= minimumSecretLength) return value;
    return wrong(name, `expected at least ${minimumSecretLength} characters, found ${value.length}; ${make}`);
  };
  const secret = secretNamed("BETTER_AUTH_SECRET");
  const tokenSecret = secretNamed("API_TOKEN_SECRET");
  if (secret && secret === tokenSecret) {
    wrong(
      "API_TOKEN_SECRET",
      "expected another value than BETTER_AUTH_SECRET, which the backend must not know",
    );
  }

  const publicText = variable("BETTER_AUTH_URL");
  const publicUrl = publicText ? httpUrl("BETTER_AUTH_URL", publicText) : undefined;

  const rateLimit = variable("AUTH_RATE_LIMIT") ?? "on";
  if (rateLimit !== "on" && rateLimit !== "off") {
    wrong("AUTH_RATE_LIMIT", `expected on or off, found "${rateLimit}"`);
  }

  const trustedProxies = (variable("TRUSTED_PROXIES") ?? "").split(/[\s,]+/).filter(Boolean);
  for (const network of invalidNetworks(trustedProxies)) {
    wrong("TRUSTED_PROXIES", `expected addresses or ranges such as 10.0.0.0/8, found "${network}"`);
  }

  const port = variable("PORT");
  if (port && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535)) {
    wrong("PORT", `expected a number from 0 to 65535, found "${port}"`);
  }

  if (issues.length > 0 || !apiUrl || !database || !secret || !tokenSecret) throw new EnvError(issues);
  return {
    apiUrl: apiUrl.href.replace(/\/+$/, ""),
    database,
    secret,
    tokenSecret,
    publicOrigin: publicUrl?.origin,
    authRateLimit: rateLimit === "on",
    trustedProxies,
  };
}

/** A Secure cookie would never come back over the plain HTTP of a NodePort. */
export function hasSecureCookies({ publicOrigin }: Pick<Env, "publicOrigin">): boolean {
  return publicOrigin?.startsWith("https://") ?? false;
}

let current: Env | undefined;

/** The checked environment of this process, read once. */
export function env(): Env {
  current ??= readEnv();
  return current;
}

function parseHttpUrl(value: string): URL | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return url && /^https?:$/.test(url.protocol) ? url : undefined;
}

function parseDatabaseUrl(value: string): Env["database"] | undefined {
  const file = /^file:(?:\/\/(?=\/))?(.+)$/.exec(value)?.[1];
  if (file) return { kind: "sqlite", path: file };
  return /^postgres(?:ql)?:\/\//.test(value) && URL.canParse(value)
    ? { kind: "postgres", url: value }
    : undefined;
}
