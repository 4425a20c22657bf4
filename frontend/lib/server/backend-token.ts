import { SignJWT } from "jose";

export const tokenLifetimeSeconds = 60;

/** A token with which the backend takes one request for the given user; both sides know `secret`. */
export function mintToken(userId: string, secret: string, now: Date = new Date()): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setSubject(userId)
    .setIssuer("todo-frontend")
    .setAudience("todo-backend")
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + tokenLifetimeSeconds)
    .sign(Buffer.from(secret));
}
