import { join } from "node:path";
import { jwtVerify } from "jose";
import { beforeEach, expect, test, vi } from "vitest";
import { addressOfNobody, serve } from "./support/http-server";
import { temporaryDirectory } from "./support/temporary-directory";

const backendsSecret = "t".repeat(32);

beforeEach(() => {
  vi.stubEnv("DATABASE_URL", `file:${join(temporaryDirectory(), "auth.db")}`);
  vi.stubEnv("BETTER_AUTH_SECRET", "s".repeat(32));
  return () => vi.unstubAllEnvs();
});

/** What a fresh process answers. */
async function readyz(apiUrl: string, tokenSecret = backendsSecret): Promise<unknown> {
  vi.stubEnv("API_URL", apiUrl);
  vi.stubEnv("API_TOKEN_SECRET", tokenSecret);
  vi.resetModules();
  Reflect.deleteProperty(globalThis, "todoServices");
  const { GET } = await import("@/app/readyz/route");
  return (await GET(new Request("http://todo.example/readyz"))).json();
}

const backend = () =>
  serve(async (request, response) => {
    const token = request.headers.authorization?.replace("Bearer ", "") ?? "";
    const isBelieved = await jwtVerify(token, Buffer.from(backendsSecret)).then(
      () => true,
      () => false,
    );
    response.writeHead(isBelieved ? 200 : 401, { "x-request-id": "a" }).end("{}");
  });

test("is ready with a backend that believes its tokens", async () => {
  expect(await readyz(await backend())).toEqual({ status: "ready", backend: "ready" });
});

test("is ready without its backend, and says what is wrong with it", async () => {
  expect(await readyz(await addressOfNobody())).toEqual({ status: "ready", backend: "unreachable" });
  expect(await readyz(await backend(), "u".repeat(32))).toEqual({
    status: "ready",
    backend: "refuses this server's token",
  });
});
