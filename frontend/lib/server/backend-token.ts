import { SignJWT } from "jose";

export const tokenLifetimeSeconds = 60;

/** Tokens that live long enough for the request at hand, by user. */
const minted = new Map<string, { secret: string; token: string; issuedAt: number }>();
const reuseSeconds = tokenLifetimeSeconds / 2;
const mostKept = 10_000;

/** The same as {@link mintToken}, and for half of a token's life the same token. */
export async function tokenFor(userId: string, secret: string, now: Date = new Date()): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  const known = minted.get(userId);
  if (known?.secret === secret && Math.abs(issuedAt - known.issuedAt) < reuseSeconds) return known.token;
  if (minted.size >= mostKept) minted.clear();
  const token = await mintToken(userId, secret, now);
  minted.set(userId, { secret, token, issuedAt });
  return token;
}

/** A token with which the backend takes requests for the given user; both sides know `secret`. */
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
