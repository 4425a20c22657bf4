import { readFileSync } from "node:fs";
import type { LoadHookSync } from "node:module";
import type { StrippedSources } from "./stripped-sources.ts";

/**
 * Loads the TypeScript of a project as Node does, to the character, without what Node needs for it: that takes longer to
 * start than Node itself.
 *
 * @param files - the project's modules, by URL.
 */
export function createLoad(files: ReadonlyMap<string, string>, { strip }: StrippedSources): LoadHookSync {
  return (url, context, ask) => {
    const file = files.get(url);
    if (
      file === undefined ||
      context.format !== "module-typescript" ||
      !context.conditions.includes("import")
    )
      return ask(url, context);
    const source = readFileSync(file, "utf8");
    const code = readOtherwise.test(source) ? undefined : strip(source);
    if (code === undefined) return ask(url, context);
    return { format: "module", source: `${code}\n\n//# sourceURL=${url}`, shortCircuit: true };
  };
}

/** A byte order mark, and what may stand for bytes that are no UTF-8. */
const readOtherwise = /[\uFEFF\uFFFD]/;
