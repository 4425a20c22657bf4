import { randomUUID } from "node:crypto";

/** The caller's request id if the backend would keep it too, else a new one. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get("x-request-id");
  return given && /^[\w.-]{1,128}$/.test(given) ? given : randomUUID();
}
