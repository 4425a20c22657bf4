import type { Effort } from "./effort.ts";
import { union, unknown, type Value } from "./template-value.ts";

/** What a place of a template knows: its dot, and the variables of the blocks around it. */
export interface Scope {
  readonly dot: Value;
  readonly file: string;
  readonly variables: Map<string, Value>;
  readonly outer: Scope | undefined;
}

/** The scope of a template, or of a block in another one. */
export function newScope(dot: Value, file: string, outer?: Scope): Scope {
  // `$` is the dot that a template was called with.
  return { dot, file, variables: new Map(outer ? [] : [["$", dot]]), outer };
}

/** What a variable may stand for. */
export function lookup(scope: Scope | undefined, name: string): Value {
  if (scope === undefined) return unknown;
  return scope.variables.get(name) ?? lookup(scope.outer, name);
}

/** Gives a variable a value: a new one, or one more that it may stand for. */
export function assign(scope: Scope, name: string, value: Value, declares: boolean, effort: Effort): void {
  if (declares) {
    scope.variables.set(name, value);
    return;
  }
  // An assignment may or may not be reached.
  let owner: Scope | undefined = scope;
  while (owner && !owner.variables.has(name)) owner = owner.outer;
  owner?.variables.set(name, union([owner.variables.get(name) ?? [], value], effort));
}
