import { join } from "node:path";
import { jwtVerify } from "jose";
import type { Kysely } from "kysely";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { addressOfNobody, serve } from "./support/http-server";
import { temporaryDirectory } from "./support/temporary-directory";

const tokenSecret = "t".repeat(32);
const host = "todo.example";
const origin = `http://${host}`;

/** What reached the backend: method, path and the token's subject. */
let arrived: string[];

beforeEach(async () => {
  arrived = [];
  const backend = await serve(async (request, response) => {
    const token = request.headers.authorization?.replace("Bearer ", "") ?? "";
    const { payload } = await jwtVerify(token, Buffer.from(tokenSecret), { audience: "todo-backend" });
    arrived.push(`${request.method} ${request.url} ${payload.sub}`);
    response.end("{}");
  });
  vi.stubEnv("API_URL", backend);
  vi.stubEnv("AUTH_RATE_LIMIT", "off");
  vi.stubEnv("DATABASE_URL", `file:${join(temporaryDirectory(), "auth.db")}`);
  vi.stubEnv("BETTER_AUTH_SECRET", "s".repeat(32));
  vi.stubEnv("API_TOKEN_SECRET", tokenSecret);
  return () => vi.unstubAllEnvs();
});

/** The route as a fresh process would have it, with one person signed in. */
async function startProcess() {
  vi.resetModules();
  Reflect.deleteProperty(globalThis, "todoServices");
  const [route, { services }, { migrate }] = await Promise.all([
    import("@/app/api/todos/[[...path]]/route"),
    import("@/lib/server/auth"),
    import("@/lib/server/start"),
  ]);
  const { auth, database } = services();
  await migrate(auth, database);
  const person = { name: "Ada", email: "ada@example.com", password: "correct horse" };
  await auth.api.signUpEmail({ body: person });
  const { headers, response } = await auth.api.signInEmail({ body: person, returnHeaders: true });
  const cookies = headers.getSetCookie().map((each) => each.split(";")[0] as string);
  return {
    route,
    auth,
    database,
    /** The session's own cookie, without the copy of the session that spares a query. */
    cookie: cookies.filter((each) => !each.includes("session_data")).join("; "),
    cookieWithCopy: cookies.join("; "),
    userId: response.user.id,
  };
}

test("forwards what a signed-in person asks, in their name", async () => {
  const { route, cookie, userId } = await startProcess();
  const answer = await route.GET(new Request(`${origin}/api/todos?q=a`, { headers: { cookie } }));
  expect(answer.status).toBe(200);
  expect(arrived).toEqual([`GET /todos?q=a ${userId}`]);
});

test("lets nobody through who is not signed in", async () => {
  const { route, auth, cookie } = await startProcess();
  expect((await route.GET(new Request(`${origin}/api/todos`))).status).toBe(401);
  const forged = cookie.replace(/=./, "=x");
  expect((await route.GET(new Request(`${origin}/api/todos`, { headers: { cookie: forged } }))).status).toBe(
    401,
  );

  await auth.api.signOut({ headers: new Headers({ cookie }) });
  expect((await route.GET(new Request(`${origin}/api/todos`, { headers: { cookie } }))).status).toBe(401);
  expect(arrived).toEqual([]);
});

test.each(["POST", "PATCH", "PUT", "DELETE"] as const)(
  "takes a %s only from its own pages",
  async (method) => {
    const { route, cookie, userId } = await startProcess();
    const send = (headers: Record<string, string>) =>
      route[method](new Request(`${origin}/api/todos/1`, { method, headers: { cookie, host, ...headers } }));
    expect((await send({ origin: "http://evil.example" })).status).toBe(403);
    expect((await send({})).status).toBe(403);
    expect(arrived).toEqual([]);
    expect((await send({ origin })).status).toBe(200);
    expect(arrived).toEqual([`${method} /todos/1 ${userId}`]);
  },
);

test("reads by the copy of a session in the cookie for seconds, and changes nothing by it", async () => {
  const { route, auth, database, cookieWithCopy: cookie, userId } = await startProcess();
  await auth.api.signOut({ headers: new Headers({ cookie }) });
  const send = (method: "GET" | "POST", headers: Record<string, string> = {}) =>
    route[method](new Request(`${origin}/api/todos`, { method, headers: { cookie, host, ...headers } }));
  expect((await send("GET")).status).toBe(200);
  expect((await send("POST", { origin })).status).toBe(401);
  expect(arrived).toEqual([`GET /todos ${userId}`]);

  vi.setSystemTime(Date.now() + 6_000);
  onTestFinished(() => void vi.useRealTimers());
  expect((await send("GET")).status).toBe(401);
  await database.close();
});

test("a page of another account is told so, and nothing is done for it", async () => {
  const { route, cookie, userId } = await startProcess();
  const send = (method: "GET" | "DELETE", user: string) => {
    const headers = { cookie, host, origin, "x-todo-user": user };
    return route[method](new Request(`${origin}/api/todos/1`, { method, headers }));
  };
  for (const method of ["GET", "DELETE"] as const) {
    const answer = await send(method, "somebody-else");
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({
      type: "account-changed",
      detail: expect.stringMatching(/Reload/),
    });
  }
  expect(arrived).toEqual([]);
  expect((await send("GET", userId)).status).toBe(200);
});

test("keeps the caller's request id, and makes one where it cannot be used", async () => {
  const { route } = await startProcess();
  const idOf = async (given: string) => {
    const answer = await route.GET(
      new Request(`${origin}/api/todos`, { headers: { "x-request-id": given } }),
    );
    return answer.headers.get("x-request-id");
  };
  expect(await idOf("trace-1.a_b")).toBe("trace-1.a_b");
  expect(await idOf("two words")).toMatch(/^[\da-f-]{36}$/);
});

test("prolongs the session's cookie together with the session", async () => {
  const { route, database, cookie } = await startProcess();
  const accounts = database.kysely as Kysely<{ session: { expiresAt: Date } }>;
  const soon = new Date(Date.now() + 3_600_000);
  await accounts.updateTable("session").set("expiresAt", soon).execute();
  const answer = await route.GET(new Request(`${origin}/api/todos`, { headers: { cookie } }));
  expect(answer.headers.getSetCookie().join()).toMatch(/session_token=.*Max-Age=604800/);
});

test("says so when the backend or the accounts are away", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  vi.stubEnv("API_URL", await addressOfNobody());
  const { route, database, cookie } = await startProcess();
  const request = () => new Request(`${origin}/api/todos`, { headers: { cookie } });
  expect(await (await route.GET(request())).json()).toMatchObject({
    status: 503,
    detail: expect.stringContaining("todo service"),
  });
  await database.close();
  expect(await (await route.GET(request())).json()).toMatchObject({
    status: 503,
    detail: expect.stringContaining("Accounts"),
  });
});
