import { hkdfSync } from "node:crypto";
import { SignJWT } from "jose";

export const tokenLifetimeSeconds = 60;

/** The signing key. The raw secret is never used for it: Better Auth signs its own cookies with that. */
export function deriveKey(secret: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", secret, "", "todo-api-jwt-v1", 32));
}

/** A token with which the backend takes one request for the given user. */
export function mintToken(userId: string, key: Uint8Array, now: Date = new Date()): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setSubject(userId)
    .setIssuer("todo-frontend")
    .setAudience("todo-backend")
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + tokenLifetimeSeconds)
    .sign(key);
}
