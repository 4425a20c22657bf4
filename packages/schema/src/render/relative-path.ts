import { posix } from "node:path";

/** The way from one file to another, both given from the same folder. */
export function relativePath(fromFile: string, toFile: string): string {
  const path = posix.relative(posix.dirname(fromFile), toFile);
  return path.startsWith(".") ? path : `./${path}`;
}
