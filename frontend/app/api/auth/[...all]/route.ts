import { services } from "@/lib/server/auth";
import { env } from "@/lib/server/env";
import { describeError, log } from "@/lib/server/log";
import { problem } from "@/lib/server/problem";
import { readBody } from "@/lib/server/read-body";
import { requestIdOf } from "@/lib/server/request-id";
import { isSameOrigin } from "@/lib/server/same-origin";

const maxBodyBytes = 64 * 1024;

/** What the page uses; Better Auth has more, made for other sites' needs. */
const served = [
  "GET /get-session",
  "POST /change-password",
  "POST /delete-user",
  "POST /revoke-other-sessions",
  "POST /revoke-sessions",
  "POST /sign-in/email",
  "POST /sign-out",
  "POST /sign-up/email",
];

async function handle(request: Request, requestId: string): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (!served.includes(`${request.method} ${pathname.replace("/api/auth", "")}`))
    return problem(404, `There is no ${request.method} ${pathname.slice(0, 200)}.`, requestId);
  if (request.method === "GET") return services().auth.handler(request);
  if (!isSameOrigin(request.headers, env().publicOrigin))
    return problem(403, "The request does not come from a page of this site.", requestId);

  const body = await readBody(request, maxBodyBytes);
  if (!body) {
    const answer = problem(413, `The request is larger than ${maxBodyBytes / 1024} KiB.`, requestId);
    // The rest is not waited for.
    answer.headers.set("connection", "close");
    return answer;
  }
  const { method, headers } = request;
  return services().auth.handler(new Request(request.url, { method, headers, body }));
}

/** Better Auth's own errors as problems. */
async function withProblem(answer: Response, requestId: string): Promise<Response> {
  if (answer.status < 400 || answer.headers.get("content-type") === "application/problem+json") return answer;
  const { message } = ((await answer.json().catch(() => undefined)) ?? {}) as { message?: string };
  const detail = message ?? (answer.status < 500 ? "The request is not understood." : unavailable);
  log("info", "an account request was refused", { status: answer.status, detail, request_id: requestId });
  const refusal = problem(answer.status, detail, requestId);
  const retryAfter = answer.headers.get("retry-after") ?? answer.headers.get("x-retry-after");
  if (retryAfter) refusal.headers.set("retry-after", retryAfter);
  for (const cookie of answer.headers.getSetCookie()) refusal.headers.append("set-cookie", cookie);
  return refusal;
}

const unavailable = "Accounts cannot be checked at the moment.";

// Not toNextJsHandler(auth): that needs the instance, and so the environment, while the image is built.
async function handleOrFail(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  try {
    return await withProblem(await handle(request, requestId), requestId);
  } catch (error) {
    log("error", "an account request failed", { request_id: requestId, ...describeError(error) });
    return problem(503, unavailable, requestId);
  }
}

export { handleOrFail as GET, handleOrFail as POST };
