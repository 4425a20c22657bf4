import { statSync } from "node:fs";
import { join } from "node:path";
import { jwtVerify } from "jose";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { clientAddressHeader } from "@/lib/server/client-address";
import { serve } from "./support/http-server";
import { temporaryDirectory } from "./support/temporary-directory";

const host = "todo.example";
const origin = `http://${host}`;
const ada = { name: "Ada", email: "ada@example.com", password: "correct horse" };
const tokenSecret = "t".repeat(32);

let folder: string;

beforeEach(() => {
  folder = temporaryDirectory();
  vi.stubEnv("API_URL", "http://127.0.0.1:1");
  vi.stubEnv("DATABASE_URL", `file:${join(folder, "auth.db")}`);
  vi.stubEnv("BETTER_AUTH_SECRET", "s".repeat(32));
  vi.stubEnv("API_TOKEN_SECRET", tokenSecret);
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  return () => vi.unstubAllEnvs();
});

/** The route as a fresh process would have it. `send` is one browser, at an address of its own. */
async function startProcess() {
  vi.resetModules();
  Reflect.deleteProperty(globalThis, "todoServices");
  const [{ POST }, { services }, { migrate }] = await Promise.all([
    import("@/app/api/auth/[...all]/route"),
    import("@/lib/server/auth"),
    import("@/lib/server/start"),
  ]);
  const { auth, database } = services();
  await migrate(auth, database);
  onTestFinished(() => database.close());
  const send = (
    path: string,
    body: unknown,
    { address = "9.9.9.9", ...headers }: Record<string, string> = {},
  ) => {
    const usual = { host, origin, "content-type": "application/json", [clientAddressHeader]: address };
    const init = {
      method: "POST",
      headers: { ...usual, ...headers },
      body: body as BodyInit,
      duplex: "half",
    };
    if (!(body instanceof ReadableStream)) init.body = JSON.stringify(body);
    return POST(new Request(`${origin}/api/auth${path}`, init as RequestInit));
  };
  const signIn = async () => {
    const answer = await send("/sign-in/email", ada);
    const cookies = answer.headers.getSetCookie().map((each) => each.split(";")[0]);
    return { cookie: cookies.join("; "), id: (await answer.json()).user.id as string };
  };
  return { send, signIn, auth };
}

test("a body is read up to 64 KiB, whether or not its length was declared", async () => {
  const { send } = await startProcess();
  let pulled = 0;
  const endless = new ReadableStream({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(16_384));
    },
  });
  const answer = await send("/sign-in/email", endless);
  expect(answer.status).toBe(413);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(pulled).toBeLessThan(10);
  expect((await send("/sign-in/email", ada, { "content-length": "100000000" })).status).toBe(413);
});

test("sign-up answers alike whether or not the address is known, and signs nobody in", async () => {
  const { send } = await startProcess();
  const answers = [
    await send("/sign-up/email", ada),
    await send("/sign-up/email", { ...ada, password: "another one" }),
  ];
  const [first, second] = await Promise.all(
    answers.map(async (answer) => {
      const body = await answer.json();
      const { id, createdAt, updatedAt, ...user } = body.user;
      expect([typeof id, typeof createdAt, typeof updatedAt]).toEqual(Array(3).fill("string"));
      return { ...body, user, id: id.length, status: answer.status, cookies: answer.headers.getSetCookie() };
    }),
  );
  expect(first).toEqual(second);
  expect(first).toMatchObject({ status: 200, token: null, cookies: [] });
  expect((await send("/sign-in/email", ada)).status).toBe(200);
});

test.each([
  ["a name that is too long", { name: "x".repeat(101) }, "101 characters; 100 fit"],
  ["no name", { name: undefined }, "can be seen"],
  ["an invisible name", { name: "\u200b\u2060 " }, "can be seen"],
  ["a name with a control character", { name: "A\0" }, "can be seen"],
  ["a name that is no text", { name: { a: 1 } }, "can be seen"],
  ["one of the commonest passwords", { password: "Password123" }, "most used"],
  ["a short password", { password: "shrt" }, "short"],
  ["a long address", { email: `${"a".repeat(250)}@example.com` }, "Invalid email"],
])("sign-up refuses %s with a sentence", async (_what, change, detail) => {
  const { send } = await startProcess();
  const answer = await send("/sign-up/email", { ...ada, ...change });
  expect(answer.status).toBe(400);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(await answer.json()).toMatchObject({ detail: expect.stringContaining(detail) });
});

test("sign-up takes no field that the page does not send", async () => {
  const { send, signIn, auth } = await startProcess();
  await send("/sign-up/email", { ...ada, image: "x".repeat(10_000), emailVerified: true });
  const session = await auth.api.getSession({ headers: new Headers({ cookie: (await signIn()).cookie }) });
  expect(session?.user).toMatchObject({ image: null, emailVerified: false });
});

test.each([
  "/sign-in/social",
  "/update-user",
  "/request-password-reset",
  "/list-sessions",
  "/sign-in/email/",
])("has no %s, which the page does not use", async (path) => {
  expect((await (await startProcess()).send(path, {})).status).toBe(404);
});

test("takes a request only from its own pages", async () => {
  const { send } = await startProcess();
  expect((await send("/sign-in/email", ada, { origin: "http://evil.example" })).status).toBe(403);
});

describe("guesses", () => {
  const guess = { ...ada, password: "wrong wrong" };

  test("at one account are limited from wherever they come, whatever header they carry, and in each process", async () => {
    const replicas = [await startProcess(), await startProcess()];
    await replicas[0]?.send("/sign-up/email", ada);
    const statuses: (number | undefined)[] = [];
    for (let index = 0; index < 24; index++) {
      const headers = { address: `9.9.${index}.1`, "x-forwarded-for": `1.2.3.${index}` };
      statuses.push((await replicas[index % 2]?.send("/sign-in/email", guess, headers))?.status);
    }
    expect(statuses).toEqual([...Array(10).fill(401), ...Array(14).fill(429)]);
    const refused = await replicas[0]?.send("/sign-in/email", ada);
    expect(refused?.headers.get("retry-after")).toMatch(/^[89]\d\d$/);
    expect(await refused?.json()).toMatchObject({ detail: expect.stringContaining("15 minutes") });
  });

  test("from one address are limited, and from another are not", async () => {
    const { send } = await startProcess();
    await send("/sign-up/email", ada);
    const statuses: number[] = [];
    for (let index = 0; index < 22; index++) {
      const headers = { "x-forwarded-for": `1.2.3.${index}` };
      statuses.push(
        (await send("/sign-in/email", { ...guess, email: `${index}@example.com` }, headers)).status,
      );
    }
    expect(statuses).toEqual([...Array(20).fill(401), 429, 429]);
    expect((await send("/sign-in/email", ada, { address: "8.8.8.8" })).status).toBe(200);
  });

  test("are forgotten with the right password", async () => {
    const { send } = await startProcess();
    await send("/sign-up/email", ada);
    for (let round = 0; round < 2; round++) {
      for (let index = 0; index < 9; index++)
        await send("/sign-in/email", guess, { address: `9.${round}.${index}.1` });
      expect((await send("/sign-in/email", ada, { address: "8.8.8.8" })).status).toBe(200);
    }
  });
});

describe("a signed-in person", () => {
  test("changes the password, but not to one of the commonest", async () => {
    const { send, signIn } = await startProcess();
    await send("/sign-up/email", ada);
    const { cookie } = await signIn();
    const change = (newPassword: string, currentPassword = ada.password) =>
      send("/change-password", { newPassword, currentPassword, revokeOtherSessions: true }, { cookie });
    expect((await change("Password123")).status).toBe(400);
    expect((await change("a better one", "wrong wrong")).status).toBe(400);
    expect((await change("a better one")).status).toBe(200);
    expect((await send("/sign-in/email", ada)).status).toBe(401);
  });

  test("signs out everywhere", async () => {
    const { send, signIn, auth } = await startProcess();
    await send("/sign-up/email", ada);
    const elsewhere = new Headers({ cookie: (await signIn()).cookie });
    const { cookie } = await signIn();
    expect((await send("/revoke-sessions", {}, { cookie })).status).toBe(200);
    for (const headers of [elsewhere, new Headers({ cookie })]) {
      expect(await auth.api.getSession({ headers, query: { disableCookieCache: true } })).toBeNull();
    }
  });

  test("deletes the account with its todos, by password", async () => {
    const deleted: unknown[] = [];
    let status = 503;
    const backend = await serve(async ({ method, url, headers }, response) => {
      const token = headers.authorization?.replace("Bearer ", "") ?? "";
      deleted.push(`${method} ${url} ${(await jwtVerify(token, Buffer.from(tokenSecret))).payload.sub}`);
      response.writeHead(status).end();
    });
    vi.stubEnv("API_URL", backend);
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { send, signIn } = await startProcess();
    await send("/sign-up/email", ada);
    const { cookie, id } = await signIn();
    const remove = (password?: string) => send("/delete-user", { password }, { cookie });
    expect((await remove()).status).toBe(400);
    expect((await remove("wrong wrong")).status).toBe(400);
    expect(deleted).toEqual([]);

    const kept = await remove(ada.password);
    expect(kept.status).toBe(503);
    expect(await kept.json()).toMatchObject({ detail: "Account was kept" });
    expect((await send("/sign-in/email", ada)).status).toBe(200);

    status = 204;
    expect((await remove(ada.password)).status).toBe(200);
    expect(deleted).toEqual(Array(2).fill(`DELETE /todos?all=true ${id}`));
    expect((await send("/sign-in/email", ada)).status).toBe(401);
  });
});

test("the database's files are for their owner only", async () => {
  const { send } = await startProcess();
  await send("/sign-up/email", ada);
  for (const suffix of ["", "-wal", "-shm"]) {
    expect(statSync(join(folder, `auth.db${suffix}`)).mode & 0o777).toBe(0o600);
  }
});

test("the auth library's log lines are JSON, and hold no value of a statement", async () => {
  const lines: string[] = [];
  for (const method of ["log", "warn", "error"] as const)
    vi.spyOn(console, method).mockImplementation((line) => void lines.push(line));
  const { send } = await startProcess();
  await send("/sign-up/email", ada);
  expect((await send("/sign-in/email", { ...ada, password: "wrong wrong" })).status).toBe(401);
  const { services } = await import("@/lib/server/auth");
  await services().database.kysely.schema.dropTable("account").execute();
  expect((await send("/sign-in/email", ada)).status).toBe(503);
  expect(new Set(lines.map((line) => JSON.parse(line).level))).toEqual(new Set(["info", "error"]));
  expect(lines.join()).not.toMatch(/correct horse|ada@/);
});
