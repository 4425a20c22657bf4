import { relative } from "node:path";
import type { Layer } from "./layer.ts";

/** A layer as a person looks it up: `file:line`, or its name. */
export function showOrigin(layer: Layer, path: readonly (string | number)[], root: string): string {
  const position = layer.locate?.(path);
  return position ? `${relative(root, position.file)}:${position.line}` : layer.name;
}
