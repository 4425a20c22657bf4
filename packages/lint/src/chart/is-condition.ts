/** By convention the switch of a chart that depends on this one, in whose Chart.yaml it stands. */
export function isCondition(path: readonly unknown[]): boolean {
  return path.length === 1 && path[0] === "enabled";
}
