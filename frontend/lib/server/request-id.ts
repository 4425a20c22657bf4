import { randomUUID } from "node:crypto";

/** The caller's request id if the backend would keep it too, else a new one. */
export function requestIdOf(headers: Headers): string {
  return usableRequestId(headers.get("x-request-id"));
}

/** The given id if the backend would keep it too, else a new one. */
export function usableRequestId(given: unknown): string {
  return typeof given === "string" && /^[\w.-]{1,128}$/.test(given) ? given : randomUUID();
}
