import type { AjvError } from "./ajv-error.ts";

/**
 * ajv's errors without those that only repeat another one: each branch of a failed choice, `if` beside its `then`, what
 * is wrong with a key's name, and what a value of the wrong type lacks besides.
 */
export function withoutEchoes(errors: readonly AjvError[]): AjvError[] {
  const choices = new Map<string, { readonly error: AjvError; readonly at: number }[]>();
  const wrongType = new Set<string>();
  for (const [at, error] of errors.entries()) {
    const { keyword, instancePath } = error;
    if (keyword === "type") wrongType.add(instancePath);
    if (keyword !== "anyOf" && keyword !== "oneOf") continue;
    const here = choices.get(instancePath) ?? [];
    here.push({ error, at });
    choices.set(instancePath, here);
  }
  // ajv tells of a choice after its branches; it speaks for their errors, at its own place and below.
  const isInBranch = (error: AjvError, at: number) =>
    choices.size > 0 &&
    [...placesAbove(error.instancePath)].some((place) =>
      choices.get(place)?.some((choice) => at < choice.at && error.schemaPath !== choice.error.schemaPath),
    );
  const isOutdone = ({ keyword, instancePath }: AjvError) =>
    (keyword === "enum" || keyword === "const" || keyword === "pattern") && wrongType.has(instancePath);
  return errors.filter(
    (error, at) =>
      error.keyword !== "if" &&
      error.propertyName === undefined &&
      !isInBranch(error, at) &&
      !isOutdone(error),
  );
}

/** A JSON Pointer and those of all that it stands in. */
function* placesAbove(pointer: string): Generator<string> {
  for (let end = pointer.length; end >= 0; end = pointer.lastIndexOf("/", end - 1)) {
    yield pointer.slice(0, end);
    if (end === 0) return;
  }
}
