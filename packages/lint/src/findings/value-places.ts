import { formatPath } from "@chartmodel/json-schema";
import type { ValueRead } from "../template/read-notes.ts";
import type { ValuePath } from "../template/template-value.ts";

/** Where a value is read. */
export interface ValuePlaces {
  readonly name: string;
  readonly first: ValueRead;
  /** Up to three of the other places, for a sentence that tells of the first: ` (also in …)`. */
  readonly others: string;
}

/** Whether a read is the chart's own: what a chart in `charts/` reads is not for its parent's author to change. */
export const isOwnRead = ({ file }: ValueRead): boolean => !file.startsWith("charts/");

/** The places of reads, by the value that each is told of. */
export function valuePlaces(
  reads: readonly ValueRead[],
  pathOf: (read: ValueRead) => ValuePath,
): ValuePlaces[] {
  const places = new Map<string, { first: ValueRead; others: Set<string> }>();
  for (const read of reads) {
    const name = formatPath(pathOf(read));
    const known = places.get(name);
    if (known) known.others.add(placeOf(read));
    else places.set(name, { first: read, others: new Set() });
  }
  return [...places].map(([name, { first, others }]) => {
    others.delete(placeOf(first));
    const list = [...others].slice(0, 3).join(", ");
    return { name, first, others: list === "" ? "" : ` (also in ${list})` };
  });
}

const placeOf = ({ file, line }: ValueRead): string => `${file}:${line}`;
