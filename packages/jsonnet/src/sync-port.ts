import { type MessagePort, receiveMessageOnPort } from "node:worker_threads";

/**
 * One end of a conversation between two threads in which each waits for the other, so that a function of the caller's
 * thread can be called from within an evaluation that this thread is waiting for.
 */
export class SyncPort<Sent, Received> {
  readonly #port: MessagePort;
  readonly #bell: Int32Array;
  readonly #own: number;
  readonly #other: number;

  /** `own` is the cell of `bell` that the other end rings. */
  constructor(port: MessagePort, bell: Int32Array, own: 0 | 1) {
    this.#port = port;
    this.#bell = bell;
    this.#own = own;
    this.#other = 1 - own;
  }

  send(message: Sent): void {
    this.#port.postMessage(message);
    Atomics.add(this.#bell, this.#other, 1);
    Atomics.notify(this.#bell, this.#other);
  }

  /** The next message; `undefined` where none came within the time, in milliseconds. */
  receive(time = Number.POSITIVE_INFINITY): Received | undefined {
    const end = performance.now() + time;
    for (;;) {
      const rung = Atomics.load(this.#bell, this.#own);
      const found = receiveMessageOnPort(this.#port);
      if (found) return found.message as Received;
      if (Atomics.wait(this.#bell, this.#own, rung, end - performance.now()) === "timed-out")
        return undefined;
    }
  }
}
