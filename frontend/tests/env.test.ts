import { describe, expect, test } from "vitest";
import { EnvError, readEnv } from "@/lib/server/env";

const good = {
  API_URL: "http://todo-backend:8000",
  DATABASE_URL: "file:/data/auth.db",
  BETTER_AUTH_SECRET: "a".repeat(32),
  API_TOKEN_SECRET: "b".repeat(32),
};

function issuesOf(source: Record<string, string>) {
  try {
    readEnv(source);
  } catch (error) {
    if (error instanceof EnvError) return error.issues.map(({ name }) => name);
    throw error;
  }
  return [];
}

test("reads a complete environment", () => {
  expect(
    readEnv({
      ...good,
      BETTER_AUTH_URL: "https://todo.example/",
      AUTH_RATE_LIMIT: "off",
      TRUSTED_PROXIES: "10.0.0.0/8, ::1",
    }),
  ).toEqual({
    apiUrl: "http://todo-backend:8000",
    database: { kind: "sqlite", path: "/data/auth.db" },
    secret: "a".repeat(32),
    tokenSecret: "b".repeat(32),
    publicOrigin: "https://todo.example",
    authRateLimit: false,
    trustedProxies: ["10.0.0.0/8", "::1"],
  });
});

test("limits the rate of sign-ins and knows no public origin and no proxy unless told", () => {
  expect(readEnv(good)).toMatchObject({ authRateLimit: true, publicOrigin: undefined, trustedProxies: [] });
});

test("names everything that is missing at once", () => {
  expect(issuesOf({})).toEqual(["API_URL", "DATABASE_URL", "BETTER_AUTH_SECRET", "API_TOKEN_SECRET"]);
});

test.each([
  ["API_URL", "todo-backend:8000"],
  ["API_URL", "ftp://todo-backend"],
  ["DATABASE_URL", "/data/auth.db"],
  ["DATABASE_URL", "mysql://db/todo"],
  ["DATABASE_URL", "file:"],
  ["BETTER_AUTH_SECRET", "a".repeat(31)],
  ["API_TOKEN_SECRET", "b".repeat(31)],
  ["API_TOKEN_SECRET", good.BETTER_AUTH_SECRET],
  ["BETTER_AUTH_URL", "todo.example"],
  ["AUTH_RATE_LIMIT", "yes"],
  ["TRUSTED_PROXIES", "ingress"],
  ["TRUSTED_PROXIES", "10.0.0.0/33"],
  ["PORT", "65536"],
  ["PORT", "http"],
])("refuses %s=%s", (name, value) => {
  expect(issuesOf({ ...good, [name]: value })).toEqual([name]);
});

test("never shows a secret value", () => {
  const secrets = { BETTER_AUTH_SECRET: "short-and-secret", DATABASE_URL: "mysql://user:hunter2@db/x" };
  expect(() => readEnv({ ...good, ...secrets })).toThrow(
    expect.not.objectContaining({ message: expect.stringMatching(/short-and-secret|hunter2/) }),
  );
});

describe("the backend's address", () => {
  test("API_URL wins over NEXT_PUBLIC_API_URL", () => {
    const source = { ...good, NEXT_PUBLIC_API_URL: "http://built-in" };
    expect(readEnv(source).apiUrl).toBe(good.API_URL);
    expect(readEnv({ ...source, API_URL: "" }).apiUrl).toBe("http://built-in");
  });

  test("an issue names the variable that holds the wrong value", () => {
    expect(issuesOf({ ...good, API_URL: " ", NEXT_PUBLIC_API_URL: "nowhere" })).toEqual([
      "NEXT_PUBLIC_API_URL",
    ]);
  });

  test("loses its trailing slashes", () => {
    expect(readEnv({ ...good, API_URL: "http://backend/base//" }).apiUrl).toBe("http://backend/base");
  });
});

test.each([
  ["file:./auth.db", "./auth.db"],
  ["file:///data/auth.db", "/data/auth.db"],
  ["file:/data/my auth.db", "/data/my auth.db"],
])("reads %s as the SQLite file %s", (url, path) => {
  expect(readEnv({ ...good, DATABASE_URL: url }).database).toEqual({ kind: "sqlite", path });
});

test("takes a Neon URL as it is pasted", () => {
  const url = "postgresql://u:p@ep-x-pooler.eu.aws.neon.tech/neondb?sslmode=require&channel_binding=require";
  expect(readEnv({ ...good, DATABASE_URL: url }).database).toEqual({ kind: "postgres", url });
});
