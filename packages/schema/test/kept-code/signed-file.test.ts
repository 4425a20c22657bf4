import { expect, test } from "vitest";
import { checksum } from "../../src/kept-code/signed-file.ts";

/** The same by its definition. */
function plainChecksum(bytes: Uint8Array): string {
  const padded = new Uint8Array(Math.ceil(bytes.length / 8) * 8);
  padded.set(bytes);
  let sum = BigInt(bytes.length);
  for (const word of new BigUint64Array(padded.buffer)) {
    const folded = BigInt.asUintN(64, (sum ^ word) * 0x100000001b3n);
    sum = BigInt.asUintN(64, (folded << 31n) | (folded >> 33n));
  }
  return sum.toString(16).padStart(16, "0");
}

const pattern = (length: number) => Uint8Array.from({ length }, (_, at) => (at * 7919) >> 3);

test.each([0, 1, 7, 8, 9, 1000, 2 ** 20 - 1, 2 ** 20, 2 ** 20 + 1, 3 * 2 ** 20 + 5])(
  "of %d bytes",
  (length) => {
    expect(checksum(pattern(length))).toBe(plainChecksum(pattern(length)));
  },
);

test("does not depend on what was summed before", () => {
  const short = checksum(pattern(3));
  checksum(pattern(100));
  expect(checksum(pattern(3))).toBe(short);
});

test("is another for every bit that is another, and for a longer end of zeros", () => {
  const bytes = pattern(41);
  const sum = checksum(bytes);
  expect(checksum(Uint8Array.from([...bytes, 0]))).not.toBe(sum);
  for (let bit = 0; bit < bytes.length * 8; bit++)
    expect(checksum(bytes.with(bit >> 3, (bytes[bit >> 3] as number) ^ (1 << (bit & 7))))).not.toBe(sum);
});
