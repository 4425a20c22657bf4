import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** What was kept, if it is whole: after a line that is its signature. */
export function readSigned(path: string): { signature: string; bytes: Buffer } | undefined {
  try {
    const file = readFileSync(path);
    const [signature, bytes] = [file.toString("latin1", 0, lineLength), file.subarray(lineLength)];
    return signature === signatureOf(bytes) ? { signature, bytes } : undefined;
  } catch {
    return undefined;
  }
}

/** @returns the signature. */
export function writeSigned(path: string, bytes: Buffer): string {
  const signature = signatureOf(bytes);
  const temporary = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, Buffer.concat([Buffer.from(signature), bytes]), { mode: 0o600 });
    renameSync(temporary, path);
  } catch {
    // What cannot be kept is made anew.
    rmSync(temporary, { force: true });
  }
  return signature;
}

/** A line of JavaScript. */
function signatureOf(bytes: Buffer): string {
  return `// ${checksum(bytes)}\n`;
}

const lineLength = "// 01234567\n".length;

/**
 * FNV-1a over words of 32 bits, which notices what breaks by accident. Node's own hashes are in modules that take longer
 * to load than all the code of a project's models.
 */
export function checksum(bytes: Buffer): string {
  const size = Uint32Array.BYTES_PER_ELEMENT;
  const whole = bytes.length - (bytes.length % size);
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, whole / size);
  let sum = 0x811c9dc5;
  for (let at = 0; at < words.length; at++) sum = Math.imul(sum ^ (words[at] as number), 0x01000193);
  for (let at = whole; at < bytes.length; at++) sum = Math.imul(sum ^ (bytes[at] as number), 0x01000193);
  return (sum >>> 0).toString(16).padStart(8, "0");
}
