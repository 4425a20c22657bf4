import { type Refusal, refusalText } from "./refusal-text";

/** An answer that is not a success, or none at all. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  /** The HTTP status, or 0 when no answer came. */
  readonly status: number;
  /** The body of the answer, as far as it was JSON. */
  readonly answer: Refusal;

  constructor(status: number, answer: Refusal = {}) {
    super(refusalText(status, answer));
    this.status = status;
    this.answer = answer;
  }

  /** The server is away or overloaded; the same request may work later. */
  get unavailable(): boolean {
    return this.status === 0 || (this.status >= 502 && this.status <= 504);
  }

  get signedOut(): boolean {
    return this.status === 401;
  }

  /** Another account is signed in by now than the one that the request was made for. */
  get accountChanged(): boolean {
    return this.status === 409 && (this.answer.type ?? "").endsWith("account-changed");
  }
}

export interface RequestOptions {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
  signal?: AbortSignal;
}

/** Longer than our own server waits for the backend, so that its answer comes first. */
const timeoutMs = 45_000;

/**
 * Asks our own server and reads the JSON of its answer.
 *
 * @throws ApiError with a message for people
 */
export async function request<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
  const { method = "GET", headers, body, signal } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: { ...headers, ...(body !== undefined && { "content-type": "application/json" }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0);
  }
  const answer = await response.json().catch(() => undefined);
  if (!response.ok) throw new ApiError(response.status, answer ?? {});
  return answer as Answer;
}
