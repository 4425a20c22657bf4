const binary = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const factors = new Map([
  ["n", 1e-9],
  ["u", 1e-6],
  ["m", 1e-3],
  ["", 1],
  ["k", 1e3],
  ["M", 1e6],
  ["G", 1e9],
  ["T", 1e12],
  ["P", 1e15],
  ["E", 1e18],
  ...binary.map((suffix, index) => [suffix, 1024 ** (index + 1)] as const),
]);

const decimal = /^[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?$/;

/**
 * A Kubernetes quantity as a number of its base unit (processors, bytes); `NaN` for what is none.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function quantityValue(quantity: string | number): number {
  const text = String(quantity);
  let end = text.length;
  while (end > 0 && isLetter(text.charCodeAt(end - 1))) end -= 1;
  const digits = text.slice(0, end);
  return decimal.test(digits) ? Number(digits) * (factors.get(text.slice(end)) ?? Number.NaN) : Number.NaN;
}

function isLetter(code: number): boolean {
  const lowerCase = code | 0x20;
  return lowerCase >= 0x61 && lowerCase <= 0x7a;
}
