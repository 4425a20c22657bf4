const memorySection = 5;

/**
 * The same WebAssembly module with an upper limit of its memory: what a program asks for beyond it is refused to it.
 *
 * The layout is that of the specification, "Binary Format": sections of id, size and contents; a memory has a flag that
 * says whether a limit follows its first size (https://webassembly.github.io/spec/core/binary/modules.html).
 *
 * @param pages Most memory, in pages of 64 KiB.
 */
export function limitMemory(module: Uint8Array, pages: number): Uint8Array {
  for (let at = 8; at < module.length; ) {
    const id = module[at];
    const size = readNumber(module, at + 1);
    if (id === memorySection) {
      const [count, flag] = module.subarray(size.end, size.end + 2);
      if (count !== 1 || flag !== 0) break;
      const first = readNumber(module, size.end + 2);
      const contents = [1, 1, ...writeNumber(first.value), ...writeNumber(pages)];
      return Buffer.concat([
        module.subarray(0, at),
        Uint8Array.from([memorySection, ...writeNumber(contents.length), ...contents]),
        module.subarray(size.end + size.value),
      ]);
    }
    at = size.end + size.value;
  }
  throw new Error("the module has no memory without a limit of its own");
}

/** Reads a number in LEB128, seven bits a byte, the lowest first. */
function readNumber(bytes: Uint8Array, start: number): { value: number; end: number } {
  let value = 0;
  for (let at = start, shift = 0; ; at++, shift += 7) {
    const byte = bytes[at] as number;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return { value, end: at + 1 };
  }
}

function writeNumber(value: number): number[] {
  return value < 0x80 ? [value] : [(value % 0x80) | 0x80, ...writeNumber(Math.floor(value / 0x80))];
}
