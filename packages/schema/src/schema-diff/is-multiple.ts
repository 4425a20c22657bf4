/** Whether a number is a multiple of another as Helm tells it: exactly, of the decimals that both are written with. */
export function isMultiple(number: number, step: number): boolean {
  const [a, b] = [decimalOf(number), decimalOf(step)];
  const places = Math.max(a.places, b.places);
  const scaled = ({ digits, places: own }: Decimal) => digits * 10n ** BigInt(places - own);
  return scaled(a) % scaled(b) === 0n;
}

/** `digits` divided by ten so many times. */
interface Decimal {
  readonly digits: bigint;
  readonly places: number;
}

function decimalOf(number: number): Decimal {
  const [mantissa = "", exponent = "0"] = String(number).split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  return { digits: BigInt(whole + fraction), places: fraction.length - Number(exponent) };
}
