import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { BlockList } from "node:net";
import { clientAddress, clientAddressHeader, isIn, networkSet } from "./client-address";
import type { Env } from "./env";
import { problem } from "./problem";
import { usableRequestId } from "./request-id";
import { securityHeaders } from "./security-headers";

type DoorSettings = Pick<Env, "publicOrigin" | "trustedProxies">;
interface Refusal {
  status: number;
  detail: string;
}

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
/** What the cluster asks, by the pod's own address. */
const probes = ["/healthz", "/readyz"];

/**
 * Stands before Next's own handler: every answer gets the security headers, every request the address it came from,
 * and what is not for this site goes no further. Next itself has no place that sees each request, those for static
 * files and unknown methods among them, together with its socket.
 */
export function guardServer(settings: DoorSettings): void {
  const door = createDoor(settings);
  const guarded = new WeakSet<Server>();
  subscribe("http.server.request.start", (message) => {
    const { server } = message as { server: Server };
    if (guarded.has(server)) return;
    guarded.add(server);
    // The event comes before the request is handed to the listeners, so that this request meets the door too.
    const listeners = server.listeners("request");
    server.removeAllListeners("request");
    server.on("request", (request: IncomingMessage, response: ServerResponse) => {
      if (!door(request, response)) return;
      for (const listener of listeners) listener.call(server, request, response);
    });
  });
}

/** Prepares a request and its answer, and tells whether the request may go on; if not, it is answered. */
export function createDoor(settings: DoorSettings) {
  const proxies = networkSet(settings.trustedProxies);
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const headers = securityHeaders(settings.publicOrigin, request.headers.host);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const peer = request.socket.remoteAddress ?? "";
    const forwardedFor = textOf(request.headers["x-forwarded-for"]);
    request.headers[clientAddressHeader] = clientAddress(peer, forwardedFor, proxies);
    const refusal = refusalOf(request, settings.publicOrigin, proxies);
    if (refusal) void refuse(request, response, refusal);
    return !refusal;
  };
}

function refusalOf(
  request: IncomingMessage,
  publicOrigin: string | undefined,
  proxies: BlockList,
): Refusal | undefined {
  const { method = "", url = "", headers, socket } = request;
  if (!methods.includes(method)) return { status: 405, detail: `${method} is not answered here.` };
  if (!publicOrigin?.startsWith("https:") || probes.includes(url)) return undefined;
  const elsewhere = {
    status: 421,
    detail: `This site is at ${publicOrigin} and answers to no other address.`,
  };
  if (headers.host?.toLowerCase() !== new URL(publicOrigin).host) return elsewhere;
  const byProxy = isIn(proxies, socket.remoteAddress ?? "");
  const scheme = textOf(headers["x-forwarded-proto"])?.split(",").at(-1)?.trim();
  return byProxy && scheme === "https" ? undefined : elsewhere;
}

async function refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal): Promise<void> {
  const answer = problem(refusal.status, refusal.detail, usableRequestId(request.headers["x-request-id"]));
  const allow = refusal.status === 405 && { allow: methods.join(", ") };
  // What may follow the head is not waited for.
  const headers = { ...Object.fromEntries(answer.headers), ...allow, connection: "close" };
  response.writeHead(answer.status, headers).end(await answer.text());
}

function textOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(",") : header;
}
