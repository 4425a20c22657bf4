import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The line of a template that writes a key, if there is exactly one. */
export function lineOfKey(chartPath: string, source: string, key: string): number | undefined {
  const file = join(chartPath, source.split("/").slice(1).join("/"));
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, "utf8").split("\n");
  const writing = lines.flatMap((line, at) => {
    const [written] = /^[\s-]*["']?([^\s"':{]+)["']?:(?=\s|$)/.exec(line)?.slice(1) ?? [];
    return written === key ? [at + 1] : [];
  });
  return writing.length === 1 ? writing[0] : undefined;
}
