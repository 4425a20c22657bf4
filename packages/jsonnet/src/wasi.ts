import { randomFillSync } from "node:crypto";

/** Error numbers of WASI preview 1 (https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#errno). */
const badFileDescriptor = 8;
const notSupported = 52;

/**
 * The system that the engine sees: a clock, random numbers and a standard error, and no files at all. (`node:wasi` gives
 * folders, which a program can leave by its own documentation; what may be read is decided in resolve-import.ts.)
 */
export function createSystem(memory: () => WebAssembly.Memory) {
  let written = "";
  const view = () => new DataView(memory().buffer);
  const sizesOfNone = (count: number, size: number) => {
    view().setUint32(count, 0, true);
    view().setUint32(size, 0, true);
    return 0;
  };
  const known: Record<string, (...numbers: number[]) => number> = {
    args_get: () => 0,
    args_sizes_get: sizesOfNone,
    environ_get: () => 0,
    environ_sizes_get: sizesOfNone,
    clock_time_get: (_clock, _precision, at) => {
      view().setBigUint64(at as number, process.hrtime.bigint(), true);
      return 0;
    },
    random_get: (at, size) => {
      randomFillSync(new Uint8Array(memory().buffer, at, size));
      return 0;
    },
    sched_yield: () => 0,
    fd_write: (_file, parts, count, total) => {
      let size = 0;
      for (let part = 0; part < (count as number); part++) {
        const at = view().getUint32((parts as number) + part * 8, true);
        const length = view().getUint32((parts as number) + part * 8 + 4, true);
        written += Buffer.from(memory().buffer, at, length).toString();
        size += length;
      }
      view().setUint32(total as number, size, true);
      return 0;
    },
    // There are no folders: this is how a program is told that the list of them ends.
    fd_prestat_get: () => badFileDescriptor,
    proc_exit: () => {
      throw new Error("the engine ended");
    },
  };
  return {
    functions: new Proxy(known, {
      get: (functions, name: string) => functions[name] ?? (() => notSupported),
    }),
    /** What the engine wrote to standard error: why it ended, where it did. */
    lastWords: () => written,
  };
}
