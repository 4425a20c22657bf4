/** Words that cannot name a constant, and the names that the library has. */
const taken = new Set(
  (
    "break case catch class const continue debugger default delete do else enum export extends false finally for function if " +
    "implements import in instanceof interface let new null package private protected public return static super switch this " +
    "throw true try typeof var void while with yield await async undefined eval arguments NaN Infinity " +
    "Type Kubernetes FreeForm SubchartValue StringMap Port Quantity defineChart defineModel"
  ).split(" "),
);

/** `service-monitor`, `serviceMonitor` and `service monitor` as `serviceMonitor`. */
export function identifier(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const name = words.map((word, at) => (at === 0 ? lowerFirst(word) : upperFirst(word))).join("");
  const safe = /^[0-9]/.test(name) || name === "" ? `_${name}` : name;
  return taken.has(safe) ? `${safe}Values` : safe;
}

/** `serviceMonitor` as `service-monitor`, for the name of a file. */
export function kebab(text: string): string {
  const name = text
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1-$2")
    .replaceAll(/[^A-Za-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .toLowerCase();
  return name === "" ? "part" : name;
}

/** The name, or with a number behind it the first one that is free. */
export function free(name: string, used: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name}${number}`;
    if (!used.has(candidate)) return candidate;
  }
}

const lowerFirst = (word: string) =>
  /^[A-Z0-9]+$/.test(word) ? word.toLowerCase() : word.charAt(0).toLowerCase() + word.slice(1);
const upperFirst = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
