import { isRecord } from "@chartmodel/json-schema";

/** A value of an object and the way to it. */
export interface Place {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

const stepsOf = new Map<string, readonly string[]>();

/** The places of an object that a rule's path leads to; what is not there is no place. */
export function* placesOf(content: unknown, path: string): Generator<Place> {
  const steps = stepsOf.get(path) ?? path.replaceAll("[]", ".[]").split(".").filter(Boolean);
  stepsOf.set(path, steps);
  yield* follow({ path: [], value: content }, steps, 0);
}

function* follow({ path, value }: Place, steps: readonly string[], at: number): Generator<Place> {
  const step = steps[at];
  if (step === undefined) {
    if (value !== undefined) yield { path, value };
  } else if (step === "[]") {
    if (Array.isArray(value))
      for (const [index, item] of value.entries())
        yield* follow({ path: [...path, index], value: item }, steps, at + 1);
  } else if (isRecord(value))
    for (const key of step === "*" ? Object.keys(value) : step.split("|"))
      if (Object.hasOwn(value, key))
        yield* follow({ path: [...path, key], value: value[key] }, steps, at + 1);
}
