import type { Check } from "./rule.ts";

const written = /^([+-]?)(\d*)(?:\.(\d*))?(?:([numkKMGTPE]i?)|[eE]([+-]?\d{1,3}))?$/;
const decimal: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const binary: Readonly<Record<string, bigint>> = { Ki: 10n, Mi: 20n, Gi: 30n, Ti: 40n, Pi: 50n, Ei: 60n };

/** The nanounits of a quantity, rounded up as Kubernetes does; `undefined` for what is none. */
export function quantityOf(value: unknown): bigint | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const match = written.exec(String(value));
  if (!match) return undefined;
  const [, sign, whole = "", part = "", suffix = "", exponent = "0"] = match;
  if (whole + part === "" || (suffix !== "" && !(suffix in decimal) && !(suffix in binary))) return undefined;
  const power = 9 - part.length + (decimal[suffix] ?? Number(exponent));
  const digits = BigInt(whole + part) << (binary[suffix] ?? 0n);
  const divisor = 10n ** BigInt(Math.max(0, -power));
  const amount = (digits * 10n ** BigInt(Math.max(0, power)) + divisor - 1n) / divisor;
  return sign === "-" ? -amount : amount;
}

/** A quantity that is not below zero. */
export const notNegative: Check = function* (value) {
  if ((quantityOf(value) ?? 0n) < 0n) yield { expected: "a quantity that is not negative" };
};

/** A quantity above zero. */
export const positive: Check = function* (value) {
  if ((quantityOf(value) ?? 1n) <= 0n) yield { expected: "a quantity above zero" };
};
