const factors: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
};
const binary = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
for (const [index, suffix] of binary.entries()) factors[suffix] = 1024 ** (index + 1);

/**
 * A Kubernetes quantity as a number of its base unit (processors, bytes); `NaN` for what is none.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function quantityValue(quantity: string | number): number {
  const [, digits, suffix = ""] =
    /^([+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)([A-Za-z]*)$/.exec(String(quantity)) ?? [];
  return digits === undefined ? Number.NaN : Number(digits) * (factors[suffix] ?? Number.NaN);
}
