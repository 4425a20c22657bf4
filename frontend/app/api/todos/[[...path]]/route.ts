import { services } from "@/lib/server/auth";
import { forwardToBackend } from "@/lib/server/backend-proxy";
import { mintToken } from "@/lib/server/backend-token";
import { env } from "@/lib/server/env";
import { problem } from "@/lib/server/problem";
import { requestIdOf } from "@/lib/server/request-id";
import { isSameOrigin } from "@/lib/server/same-origin";

async function handle(request: Request): Promise<Response> {
  const { apiUrl, publicOrigin, tokenSecret } = env();
  const requestId = requestIdOf(request.headers);
  const changes = request.method !== "GET" && request.method !== "HEAD";
  if (changes && !isSameOrigin(request.headers, publicOrigin)) {
    return problem(403, "Forbidden", "The request does not come from a page of this site.", requestId);
  }

  const { headers, response: session } = await services().auth.api.getSession({
    headers: request.headers,
    returnHeaders: true,
  });
  if (!session) return problem(401, "Unauthorized", "Sign in to see your todos.", requestId);

  const token = await mintToken(session.user.id, tokenSecret);
  const answer = await forwardToBackend(request, { apiUrl, token, requestId });
  // Using the session prolongs it, and the cookie has to follow.
  for (const cookie of headers.getSetCookie()) answer.headers.append("set-cookie", cookie);
  return answer;
}

async function handleOrFail(request: Request): Promise<Response> {
  try {
    return await handle(request);
  } catch (error) {
    console.error(error);
    const requestId = requestIdOf(request.headers);
    return problem(503, "Service Unavailable", "Accounts cannot be checked at the moment.", requestId);
  }
}

export {
  handleOrFail as DELETE,
  handleOrFail as GET,
  handleOrFail as PATCH,
  handleOrFail as POST,
  handleOrFail as PUT,
};
