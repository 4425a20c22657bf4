import { decodeProtectedHeader, jwtVerify } from "jose";
import { expect, test } from "vitest";
import { mintToken } from "@/lib/server/backend-token";

const secret = "0123456789abcdef0123456789abcdef";

test("mints a token for one user and one minute", async () => {
  const now = new Date("2026-11-23T10:00:00.900Z");
  const token = await mintToken("user-1", secret, now);
  expect(decodeProtectedHeader(token)).toEqual({ alg: "HS256", typ: "JWT" });
  const { payload } = await jwtVerify(token, Buffer.from(secret), { currentDate: now });
  const iat = Date.parse("2026-11-23T10:00:00Z") / 1000;
  expect(payload).toEqual({ sub: "user-1", iss: "todo-frontend", aud: "todo-backend", iat, exp: iat + 60 });
});
