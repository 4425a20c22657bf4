import { decodeProtectedHeader, jwtVerify } from "jose";
import { expect, test } from "vitest";
import { mintToken, tokenFor } from "@/lib/server/backend-token";

const secret = "0123456789abcdef0123456789abcdef";

test("mints a token for one user and one minute", async () => {
  const now = new Date("2026-11-23T10:00:00.900Z");
  const token = await mintToken("user-1", secret, now);
  expect(decodeProtectedHeader(token)).toEqual({ alg: "HS256", typ: "JWT" });
  const { payload } = await jwtVerify(token, Buffer.from(secret), { currentDate: now });
  const iat = Date.parse("2026-11-23T10:00:00Z") / 1000;
  expect(payload).toEqual({ sub: "user-1", iss: "todo-frontend", aud: "todo-backend", iat, exp: iat + 60 });
});

test("uses a token for half of its life, for one user and one secret", async () => {
  const now = new Date("2026-11-23T10:00:00Z");
  const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  const first = await tokenFor("user-1", secret, now);
  expect(await tokenFor("user-1", secret, later(29))).toBe(first);
  expect(await tokenFor("user-1", secret, later(30))).not.toBe(first);
  const other = await tokenFor("user-1", `${secret}2`, later(30));
  await expect(jwtVerify(other, Buffer.from(secret), { currentDate: later(30) })).rejects.toThrow(
    "signature",
  );
  const { payload } = await jwtVerify(await tokenFor("user-2", secret, now), Buffer.from(secret), {
    currentDate: now,
  });
  expect(payload.sub).toBe("user-2");
});
