/** An answer that is not a success, or none at all. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  /** The HTTP status, or 0 when no answer came. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }

  /** The server is away or overloaded; the same request may work later. */
  get unavailable(): boolean {
    return this.status === 0 || (this.status >= 502 && this.status <= 504);
  }

  get signedOut(): boolean {
    return this.status === 401;
  }
}

export interface RequestOptions {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  body?: unknown;
  signal?: AbortSignal;
}

/**
 * Asks our own server and reads the JSON of its answer.
 *
 * @throws ApiError with a message for people
 */
export async function request<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
  const { method = "GET", body, signal } = options;
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { "content-type": "application/json" },
      }),
      ...(signal && { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, "The server cannot be reached.");
  }
  const answer = await response.json().catch(() => undefined);
  if (!response.ok) throw new ApiError(response.status, messageOf(answer, response.status));
  return answer as Answer;
}

/** The backend's problems carry the reason in `errors` or `detail`, Better Auth's errors in `message`. */
function messageOf(answer: unknown, status: number): string {
  const { errors, detail, message } = (answer ?? {}) as {
    errors?: { name: string; detail: string }[];
    detail?: string;
    message?: string;
  };
  const reasons = errors?.map((error) => `${error.name}: ${error.detail}`).join("; ");
  return reasons || detail || message || `The server answered with status ${status}.`;
}
