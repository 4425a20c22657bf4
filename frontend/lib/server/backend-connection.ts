import { Agent, type Dispatcher, errors, request } from "undici";

/** A backend in the making or ended gets none of the connections that are kept to another: each is given up in time. */
const connectionLifetimeMs = 30_000;
/**
 * A connection that was begun before kube-proxy knew the Service never comes, however often its first packet is sent
 * again, and requests would wait behind it for undici's 10 s while a new connection works.
 */
const connectTimeoutMs = 1_500;
const fresh = new Agent({ pipelining: 0, connectTimeout: connectTimeoutMs });
const createKept = () =>
  new Agent({ connections: 64, clientTtl: connectionLifetimeMs, connectTimeout: connectTimeoutMs });
let kept = createKept();

/** The backend sends this with every answer. */
const backendsMark = "x-request-id";

/**
 * Something else answered: while a Service has no pod, its address may lead to whatever takes connections there, and a
 * connection that is kept would lead there long after the pod has come.
 */
export class ForeignAnswer extends Error {
  override name = "ForeignAnswer";
}

export interface BackendRequest {
  method: string;
  headers: Record<string, string>;
  /** Bytes can be sent again, a stream cannot. @default null */
  body?: Uint8Array | ReadableStream | null;
  signal: AbortSignal;
  /** Whether the backend may get it twice, because that changes nothing more. */
  repeatable: boolean;
}

/**
 * Sends a request to the backend. A pod that ends closes the connections that are kept to it, and with them a request
 * that was just sent on one: a repeatable request is then sent once more, on a new connection. Others never travel on a
 * kept one.
 *
 * @throws undici's or the system's error, or {@link ForeignAnswer}
 */
export async function sendToBackend(url: string, options: BackendRequest): Promise<Dispatcher.ResponseData> {
  const { repeatable, body, ...rest } = options;
  const send = async (dispatcher: Dispatcher) => {
    const answer = await request(url, {
      ...rest,
      method: rest.method as Dispatcher.HttpMethod,
      body: body as Uint8Array,
      dispatcher,
    });
    if (answer.headers[backendsMark] !== undefined) return answer;
    await answer.body.dump();
    throw new ForeignAnswer(
      `${new URL(url).host} answered ${answer.statusCode}, but not as the backend does`,
    );
  };
  if (!repeatable || body instanceof ReadableStream) return send(fresh);
  const used = kept;
  try {
    return await send(used);
  } catch (error) {
    if (error instanceof ForeignAnswer) leave(used);
    else if (!isLostConnection(error)) throw error;
    if (rest.signal.aborted) throw error;
    return send(fresh);
  }
}

/** Later requests get connections of their own; those that are on their way end as they are. */
function leave(used: Agent): void {
  if (used !== kept) return;
  kept = createKept();
  void used.close();
}

/** The connection did not come, or ended before the first byte of an answer. */
function isLostConnection(error: unknown): boolean {
  const { code } = error as { code?: string };
  return (
    error instanceof errors.SocketError ||
    error instanceof errors.ConnectTimeoutError ||
    code === "ECONNRESET" ||
    code === "EPIPE" ||
    code === "ECONNREFUSED"
  );
}
