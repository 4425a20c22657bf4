import { decodeProtectedHeader, jwtVerify } from "jose";
import { expect, test } from "vitest";
import { deriveKey, mintToken } from "@/lib/server/backend-token";

const secret = "0123456789abcdef0123456789abcdef";

test("derives the key that the backend derives", () => {
  // HKDF-SHA256 with an empty salt, by Python's hmac.
  expect(Buffer.from(deriveKey(secret)).toString("hex")).toBe(
    "b27100d4f27759e5932b784ac35330eef17909222aa65609b4b9f07e532f93a4",
  );
});

test("mints a token for one user and one minute", async () => {
  const now = new Date("2026-11-23T10:00:00.900Z");
  const token = await mintToken("user-1", deriveKey(secret), now);
  expect(decodeProtectedHeader(token)).toEqual({ alg: "HS256", typ: "JWT" });
  const { payload } = await jwtVerify(token, deriveKey(secret), { currentDate: now });
  const iat = Date.parse("2026-11-23T10:00:00Z") / 1000;
  expect(payload).toEqual({ sub: "user-1", iss: "todo-frontend", aud: "todo-backend", iat, exp: iat + 60 });
});

test("does not sign with the secret itself", async () => {
  const token = await mintToken("user-1", deriveKey(secret));
  await expect(jwtVerify(token, new TextEncoder().encode(secret))).rejects.toThrow("signature");
});
