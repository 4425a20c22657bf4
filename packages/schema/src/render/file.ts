import type { Model } from "../model/create-model.ts";
import type { Charts } from "../project/define-project.ts";
import type { Output, ProjectView } from "../project/output.ts";

/**
 * One file of the project's own.
 *
 * @param content - typed by its parameter: TypeScript cannot infer it inside the object that `defineProject` is given.
 * @example
 * ```ts
 * type View = ProjectView<typeof environment, typeof charts>;
 * file("docs/hosts.json", ({ environments }: View) => JSON.stringify(environments.map(({ environment }) => environment.host)))
 * ```
 */
export function file<
  M extends Model = Model,
  C extends Charts = Charts,
  // biome-ignore lint/suspicious/noExplicitAny: content that asks for no environment by name fits every project
  Name extends string = any,
>(path: string, content: (view: ProjectView<M, C, Name>) => string): Output<M, C, Name> {
  return { projectFiles: (view) => [{ path, content: content(view) }] };
}
