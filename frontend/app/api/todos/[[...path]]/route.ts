import { forwardToBackend } from "@/lib/server/backend-proxy";
import { tokenFor } from "@/lib/server/backend-token";
import { env } from "@/lib/server/env";
import { describeError, log } from "@/lib/server/log";
import { problem } from "@/lib/server/problem";
import { requestIdOf } from "@/lib/server/request-id";
import { isSameOrigin } from "@/lib/server/same-origin";
import { sessionOf } from "@/lib/server/session";

async function handle(request: Request, requestId: string): Promise<Response> {
  const { apiUrl, publicOrigin, tokenSecret } = env();
  const changes = request.method !== "GET" && request.method !== "HEAD";
  if (changes && !isSameOrigin(request.headers, publicOrigin)) {
    return problem(403, "The request does not come from a page of this site.", requestId);
  }

  const session = await sessionOf(request, env());
  if (!session) return problem(401, "Sign in to see your todos.", requestId);

  const page = request.headers.get("x-todo-user");
  if (page !== null && page !== session.userId) {
    const detail = "Another account is signed in in this browser now. Reload the page to see its todos.";
    return problem(409, detail, requestId, "account-changed");
  }

  const token = await tokenFor(session.userId, tokenSecret);
  const answer = await forwardToBackend(request, { apiUrl, token, requestId });
  for (const cookie of session.cookies) answer.headers.append("set-cookie", cookie);
  return answer;
}

async function handleOrFail(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  try {
    return await handle(request, requestId);
  } catch (error) {
    log("error", "the session was not checked", { request_id: requestId, ...describeError(error) });
    return problem(503, "Accounts cannot be checked at the moment.", requestId);
  }
}

export {
  handleOrFail as DELETE,
  handleOrFail as GET,
  handleOrFail as PATCH,
  handleOrFail as POST,
  handleOrFail as PUT,
};
