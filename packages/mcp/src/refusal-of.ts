import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** Why a request is not answered. */
export interface Refusal {
  readonly status: 401 | 403 | 404 | 405;
  readonly message: string;
}

/** What requests have to be like. */
export interface Admission {
  /** Hosts that requests may be for, without ports. */
  readonly hosts: ReadonlySet<string>;
  readonly path: string;
  readonly token: string;
}

/**
 * Why a request is refused before its body is read; `undefined` for one that may be answered. A page in a browser that
 * was led here by a name of its own is told by its `Host` and `Origin`.
 */
export function refusalOf(request: IncomingMessage, { hosts, path, token }: Admission): Refusal | undefined {
  const { host, origin, authorization } = request.headers;
  if (!hosts.has(hostOf(`http://${host}`)))
    return { status: 403, message: "the Host is none of this server's: see --allowed-host" };
  if (origin !== undefined && !hosts.has(hostOf(origin)))
    return { status: 403, message: "the Origin is none of this server's" };
  if (request.url?.split("?", 1)[0] !== path) return { status: 404, message: `there is only ${path}` };
  const [, sent = ""] = /^Bearer +(\S+)$/i.exec(authorization ?? "") ?? [];
  if (!isEqual(sent, token))
    return { status: 401, message: "expected the header Authorization: Bearer TOKEN" };
  if (request.method !== "POST")
    return { status: 405, message: "every request is a POST: there are no sessions and no stream of news" };
  return undefined;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : "";
}

/** In a time that does not tell how much of it was right. */
function isEqual(one: string, other: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}
