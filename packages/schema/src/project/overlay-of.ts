import { resolve } from "node:path";
import type { Project } from "./define-project.ts";
import { fillPath } from "./values-path.ts";

/** The file, absolute, that a project lays over an environment where it exists. */
export function overlayOf(
  { overlay }: Pick<Project, "overlay">,
  root: string,
  environment: string,
): string | undefined {
  return overlay && resolve(root, fillPath(overlay, { environment }));
}
