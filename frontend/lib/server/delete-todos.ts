import { APIError } from "better-auth/api";
import { sendToBackend } from "./backend-connection";
import { mintToken } from "./backend-token";
import type { Env } from "./env";
import { describeError, log } from "./log";

const timeoutMs = 30_000;

/**
 * Deletes all todos of a user, who is about to be deleted.
 *
 * @throws APIError when the backend did not do so: the account has to stay, or nobody could ask again
 */
export async function deleteTodosOf(
  userId: string,
  { apiUrl, tokenSecret }: Pick<Env, "apiUrl" | "tokenSecret">,
): Promise<void> {
  try {
    const { statusCode, body } = await sendToBackend(`${apiUrl}/todos?all=true`, {
      method: "DELETE",
      headers: { authorization: `Bearer ${await mintToken(userId, tokenSecret)}` },
      signal: AbortSignal.timeout(timeoutMs),
      repeatable: true,
    });
    await body.dump();
    if (statusCode >= 300) throw new Error(`The backend answered ${statusCode}`);
  } catch (error) {
    log("error", "todos of an account were not deleted", describeError(error));
    throw new APIError("SERVICE_UNAVAILABLE", { message: "Account was kept" });
  }
}
