import { services } from "@/lib/server/auth";
import { sendToBackend } from "@/lib/server/backend-connection";
import { mintToken } from "@/lib/server/backend-token";
import { env } from "@/lib/server/env";
import { problem } from "@/lib/server/problem";
import { requestIdOf } from "@/lib/server/request-id";

export const dynamic = "force-dynamic";

/** Ready means that people can sign in; a backend that is away is shown to them, not hidden by a 503. */
export async function GET(request: Request): Promise<Response> {
  const [database, backend] = await Promise.allSettled([services().database.ping(), askBackend()]);
  if (database.status === "rejected") {
    return problem(503, "The accounts database does not answer.", requestIdOf(request.headers));
  }
  return Response.json({
    status: "ready",
    backend: backend.status === "fulfilled" ? backend.value : "unreachable",
  });
}

/** Whether the backend is ready, and believes this server's tokens: each has the secret as it was when it started. */
async function askBackend(): Promise<"ready" | "refuses this server's token"> {
  const { apiUrl, tokenSecret } = env();
  const { statusCode, body } = await sendToBackend(`${apiUrl}/readyz`, {
    method: "GET",
    headers: { authorization: `Bearer ${await mintToken("readyz", tokenSecret)}` },
    signal: AbortSignal.timeout(1_000),
    // Asked again and again while the backend starts: nothing of that is kept.
    repeatable: false,
  });
  await body.dump();
  if (statusCode === 401) return "refuses this server's token";
  if (statusCode >= 300) throw new Error(`The backend answered ${statusCode}`);
  return "ready";
}
