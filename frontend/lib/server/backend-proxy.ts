import { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import { ForeignAnswer, sendToBackend } from "./backend-connection";
import { log } from "./log";
import { problem } from "./problem";
import { readBody } from "./read-body";

/** Bytes of a body that is kept, to be sent again if its connection is lost; a larger one is streamed. */
const repeatableBytes = 64 * 1024;

/** Bytes of an answer that is read whole; a larger one is streamed. */
const wholeAnswerBytes = 256 * 1024;

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
  const path = pathname.replace(/^\/api/, "");
  let answer: Dispatcher.ResponseData;
  let body: ArrayBuffer | ReadableStream | null;
  try {
    answer = await sendToBackend(`${apiUrl}${path}${search}`, {
      method: request.method,
      headers: Object.fromEntries(headers),
      body: await bodyOf(request),
      signal: AbortSignal.any([timeout, request.signal]),
      repeatable: isRepeatable(request.method, path),
    });
    body = await bodyToPassOn(request.method, answer);
  } catch (error) {
    return unreachable(error, timeout.aborted, requestId);
  }

  // Passed on, this would tell the browser that its own session had ended.
  if (answer.statusCode === 401) {
    report(requestId, "the backend refused the frontend's token; is API_TOKEN_SECRET the same in both?");
    return problem(502, "The todo service refused this server's credentials.", requestId);
  }
  const given = new Map(Object.entries(answer.headers));
  const answerHeaders = pick({ get: (name) => given.get(name)?.toString() ?? null }, responseHeaders);
  if (!answerHeaders.has("cache-control")) answerHeaders.set("cache-control", "no-store");
  const location = answer.headers.location;
  if (typeof location === "string" && location.startsWith("/"))
    answerHeaders.set("location", `/api${location}`);
  return new Response(body, { status: answer.statusCode, headers: answerHeaders });
}

/** The bytes of a short answer, which cost a fraction of a stream, else the stream; null where none may follow. */
async function bodyToPassOn(
  method: string,
  { statusCode, headers, body }: Dispatcher.ResponseData,
): Promise<ArrayBuffer | ReadableStream | null> {
  if (method === "HEAD" || [204, 205, 304, 401].includes(statusCode)) {
    await body.dump();
    return null;
  }
  return Number(headers["content-length"]) <= wholeAnswerBytes
    ? body.arrayBuffer()
    : (Readable.toWeb(body) as ReadableStream);
}

/** The bytes of a short body, which can be sent twice, else its stream. */
async function bodyOf(request: Request): Promise<Uint8Array | ReadableStream | null> {
  if (!request.body) return null;
  const length = request.headers.get("content-length");
  return length !== null && Number(length) <= repeatableBytes
    ? ((await readBody(request, repeatableBytes)) ?? null)
    : request.body;
}

/** Whether the backend treats a second request like the first: a todo's id is made by the page, other POSTs add up. */
function isRepeatable(method: string, path: string): boolean {
  return method !== "POST" || path === "/todos";
}

function unreachable(error: unknown, timedOut: boolean, requestId: string): Response {
  const { code, message } = error as { code?: string; message?: string };
  report(requestId, timedOut ? "timeout" : (code ?? message ?? String(error)));
  if (timedOut) {
    return problem(504, "The todo service took too long to answer.", requestId);
  }
  if (error instanceof ForeignAnswer)
    return problem(502, "Something else answered in place of the todo service.", requestId);
  // Only a connection that did not come proves that the request did not arrive.
  return code &&
    /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/.test(code)
    ? problem(503, "The todo service cannot be reached at the moment.", requestId)
    : problem(502, "The connection to the todo service broke off.", requestId);
}

function report(requestId: string, reason: string): void {
  log("error", "backend request failed", { reason, request_id: requestId });
}

function pick(from: { get(name: string): string | null }, names: readonly string[]): Headers {
  const picked = new Headers();
  for (const name of names) {
    const value = from.get(name);
    if (value !== null) picked.set(name, value);
  }
  return picked;
}
