import { writeSync } from "node:fs";

/** Waits between two tries to write to a full pipe, in milliseconds. */
const pause = 5;

const standardOutput = 1;

/**
 * Prints data on standard output. `process.stdout` would load Node's streams, which takes longer than most commands.
 * A reader that has gone (`| head`) is no error.
 *
 * @param descriptor - another open file to print on.
 */
export function print(text: string, descriptor = standardOutput): void {
  let bytes = Buffer.from(text);
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(descriptor, bytes));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EPIPE") return;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    }
  }
}
