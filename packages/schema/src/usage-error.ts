import { didYouMean } from "@chartmodel/json-schema";

/** The program was asked for what does not exist or cannot be: exit code 2. Nothing was done. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The error for a name that is not among those there are, with the nearest one and all of them. */
export function unknownName(kind: string, name: string, names: readonly string[]): UsageError {
  const hint = didYouMean(name, names) || "; ";
  const list = names.length === 0 ? `there is no ${kind}` : `there is ${names.join(", ")}`;
  return new UsageError(
    `there is no ${kind} ${JSON.stringify(name)}${hint === "; " ? `; ${list}` : `${hint} (${list})`}`,
  );
}
