import { getCookieCache } from "better-auth/cookies";
import { services } from "./auth";
import { type Env, hasSecureCookies } from "./env";

export interface RequestSession {
  userId: string;
  /** What the answer has to set: a prolonged session's cookie, a new copy of the session. */
  cookies: readonly string[];
}

/**
 * Whose request it is. Reading may rest on the signed copy of the session in the cookie, which is a few seconds old at
 * most; nothing is changed for a session that has just been ended elsewhere.
 */
export async function sessionOf(
  { method, headers }: Request,
  settings: Pick<Env, "secret" | "publicOrigin">,
): Promise<RequestSession | undefined> {
  const reads = method === "GET" || method === "HEAD";
  if (reads) {
    const copy = await getCookieCache(headers, {
      secret: settings.secret,
      isSecure: hasSecureCookies(settings),
    });
    if (copy) return { userId: copy.user.id, cookies: [] };
  }
  const { headers: answer, response } = await services().auth.api.getSession({
    headers,
    query: { disableCookieCache: true },
    returnHeaders: true,
  });
  return response ? { userId: response.user.id, cookies: answer.getSetCookie() } : undefined;
}
