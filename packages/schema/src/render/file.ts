import type { Output, ProjectView } from "./output.ts";

/**
 * One file of the project's own.
 *
 * @example
 * ```ts
 * file("docs/hosts.json", ({ environments }) => JSON.stringify(environments.map(({ environment }) => environment.host)))
 * ```
 */
export function file(path: string, content: (view: ProjectView) => string): Output {
  return { projectFiles: (view) => [{ path, content: content(view) }] };
}
