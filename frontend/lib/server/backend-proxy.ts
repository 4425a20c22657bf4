import { Agent, fetch } from "undici";
import { problem } from "./problem";

/**
 * A connection for each request: a backend that ends closes the ones it kept, and with them a request that was just
 * sent on one. Within a cluster a new connection costs a fraction of a millisecond.
 */
const oneRequestEach = new Agent({ pipelining: 0 });

/** What the backend may learn of a request. Cookies are not among it. */
const requestHeaders = [
  "accept",
  "accept-language",
  "content-type",
  "content-length",
  "if-match",
  "if-none-match",
];
const responseHeaders = [
  "allow",
  "cache-control",
  "content-type",
  "etag",
  "retry-after",
  "vary",
  "x-request-id",
];

export interface ForwardOptions {
  /** Base address of the backend, without a trailing slash. */
  apiUrl: string;
  token: string;
  requestId: string;
  /** How long the backend may take, the body's transfer included. @default 30000 */
  timeoutMs?: number;
}

/**
 * Sends `/api/…` on to the backend's `/…` and streams both bodies. Never rejects: a backend that is
 * away, too slow or out of step with us becomes a 502, 503 or 504 problem.
 */
export async function forwardToBackend(request: Request, options: ForwardOptions): Promise<Response> {
  const { apiUrl, token, requestId, timeoutMs = 30_000 } = options;
  const { pathname, search } = new URL(request.url);
  const headers = pick(request.headers, requestHeaders);
  headers.set("authorization", `Bearer ${token}`);
  headers.set("x-request-id", requestId);

  const timeout = AbortSignal.timeout(timeoutMs);
  let answer: Awaited<ReturnType<typeof fetch>>;
  try {
    answer = await fetch(`${apiUrl}${pathname.replace(/^\/api/, "")}${search}`, {
      method: request.method,
      headers: Object.fromEntries(headers),
      body: request.body,
      duplex: "half",
      redirect: "manual",
      signal: AbortSignal.any([timeout, request.signal]),
      dispatcher: oneRequestEach,
    });
  } catch (error) {
    return unreachable(error, timeout.aborted, requestId);
  }

  // Passed on, this would tell the browser that its own session had ended.
  if (answer.status === 401) {
    report(requestId, "the backend refused the frontend's token; is API_TOKEN_SECRET the same in both?");
    return problem(502, "Bad Gateway", "The todo service refused this server's credentials.", requestId);
  }
  const answerHeaders = pick(answer.headers, responseHeaders);
  if (!answerHeaders.has("cache-control")) answerHeaders.set("cache-control", "no-store");
  const location = answer.headers.get("location");
  if (location?.startsWith("/")) answerHeaders.set("location", `/api${location}`);
  return new Response(answer.body as ReadableStream | null, {
    status: answer.status,
    headers: answerHeaders,
  });
}

function unreachable(error: unknown, timedOut: boolean, requestId: string): Response {
  const cause = (error as { cause?: { code?: string; message?: string } }).cause;
  report(requestId, timedOut ? "timeout" : (cause?.code ?? cause?.message ?? String(error)));
  if (timedOut) {
    return problem(504, "Gateway Timeout", "The todo service took too long to answer.", requestId);
  }
  // Only a refused or unresolved connection proves that the request did not arrive.
  return cause?.code && /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/.test(cause.code)
    ? problem(503, "Service Unavailable", "The todo service cannot be reached at the moment.", requestId)
    : problem(502, "Bad Gateway", "The connection to the todo service broke off.", requestId);
}

function report(requestId: string, reason: string): void {
  console.error(
    JSON.stringify({ level: "error", message: "backend request failed", reason, request_id: requestId }),
  );
}

function pick(from: { get(name: string): string | null }, names: readonly string[]): Headers {
  const picked = new Headers();
  for (const name of names) {
    const value = from.get(name);
    if (value !== null) picked.set(name, value);
  }
  return picked;
}
