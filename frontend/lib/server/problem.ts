import { STATUS_CODES } from "node:http";

/**
 * An RFC 9457 answer of the same shape as the backend's.
 *
 * @param detail a sentence for people
 * @param type @default "about:blank"
 */
export function problem(status: number, detail: string, requestId: string, type = "about:blank"): Response {
  return Response.json(
    { type, title: STATUS_CODES[status], status, detail, request_id: requestId },
    {
      status,
      headers: {
        "content-type": "application/problem+json",
        "cache-control": "no-store",
        "x-request-id": requestId,
      },
    },
  );
}
