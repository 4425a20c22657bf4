/** The number of the first line, from 1, in which two different texts differ. */
export function firstDifferentLine(text: string, other: string): number {
  const others = other.split("\n");
  const line = text.split("\n").findIndex((line, at) => line !== others[at]);
  return line === -1 ? others.length : line + 1;
}
