import type { Output } from "./output.ts";

/** Where a project writes the values of its charts: see {@link Output.valuesPath}. */
export function valuesPathOf({ outputs }: { readonly outputs: readonly Output[] }): string | undefined {
  return outputs.find(({ valuesPath }) => valuesPath !== undefined)?.valuesPath;
}

/** Puts the names into a path with `{environment}` and `{chart}`; `*` for a name gives the place of all of them. */
export function fillPath(pattern: string, names: { environment: string; chart?: string }): string {
  return pattern.replaceAll(
    /\{(environment|chart)\}/g,
    (whole, key: "environment" | "chart") => names[key] ?? whole,
  );
}
