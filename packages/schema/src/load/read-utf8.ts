import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";

/** The text of a file; `undefined` where it is not UTF-8, which would be replaced without a word. */
export function readUtf8(file: string): string | undefined {
  const text = readFileSync(file, "utf8");
  return text.includes("\uFFFD") && !isUtf8(readFileSync(file)) ? undefined : text;
}
