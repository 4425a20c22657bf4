import type { Expression, Node, Pipeline } from "./parse-template.ts";
import { templateFunctions } from "./template-functions.ts";
import {
  childOf,
  elementOf,
  identity,
  root,
  union,
  unknown,
  type Value,
  type ValuePath,
} from "./template-value.ts";

/** One parsed template file. */
export interface TemplateFile {
  readonly file: string;
  readonly nodes: readonly Node[];
  /** True for a file of definitions only, which renders nothing by itself. */
  readonly isPartial: boolean;
}

/** A place where a template reads a value; with several paths, it reads one of them. */
export interface ValueRead {
  readonly paths: readonly ValuePath[];
  readonly file: string;
  readonly line: number;
}

/** What the templates of a chart read from its values, and what they write into them themselves. */
export interface TemplateReads {
  readonly reads: readonly ValueRead[];
  readonly written: readonly ValuePath[];
}

interface Scope {
  readonly dot: Value;
  readonly file: string;
  readonly variables: Map<string, Value>;
  readonly outer: Scope | undefined;
}

/**
 * Follows the dot and the variables through a chart's templates without running them. What cannot be told is left out:
 * everything that is returned is truly read if the line is reached.
 */
export function templateReads(files: readonly TemplateFile[]): TemplateReads {
  const reader = new Reader(files);
  for (const { file, nodes, isPartial } of files) if (!isPartial) reader.run(nodes, newScope(root, file));
  return { reads: reader.reads, written: reader.written };
}

class Reader {
  readonly reads: ValueRead[] = [];
  readonly written: ValuePath[] = [];
  readonly #defined = new Map<string, { file: string; body: readonly Node[] }>();
  readonly #followed = new Set<string>();

  constructor(files: readonly TemplateFile[]) {
    for (const { file, nodes } of files) {
      for (const node of nodes)
        if (node.type === "define") this.#defined.set(node.name, { file, body: node.body });
    }
  }

  run(nodes: readonly Node[], scope: Scope): void {
    for (const node of nodes) this.#runNode(node, scope);
  }

  #runNode(node: Node, scope: Scope): void {
    switch (node.type) {
      case "output":
        this.#evaluate(node.pipeline, scope);
        return;
      case "template":
        this.#follow(node.name, node.argument ? this.#evaluate(node.argument, scope) : [{ type: "nothing" }]);
        return;
      case "if":
      case "with":
      case "range": {
        const inner = newScope(scope.dot, scope.file, scope);
        const value = this.#evaluateBlock(node.type, node.pipeline, inner);
        const dot = node.type === "if" ? scope.dot : node.type === "range" ? elementOf(value) : value;
        this.run(node.body, newScope(dot, scope.file, inner));
        this.run(node.otherwise, newScope(scope.dot, scope.file, inner));
      }
    }
  }

  /** In `range $key, $value := ...` the variables take the children, not the whole. */
  #evaluateBlock(type: string, pipeline: Pipeline, scope: Scope): Value {
    if (type !== "range") return this.#evaluate(pipeline, scope);
    const value = this.#commands(pipeline, scope);
    const [key, element] =
      pipeline.variables.length > 1 ? pipeline.variables : [undefined, pipeline.variables[0]];
    if (key !== undefined) assign(scope, key, unknown, pipeline.declares);
    if (element !== undefined) assign(scope, element, elementOf(value), pipeline.declares);
    return value;
  }

  #evaluate(pipeline: Pipeline, scope: Scope): Value {
    const value = this.#commands(pipeline, scope);
    for (const name of pipeline.variables) assign(scope, name, value, pipeline.declares);
    return value;
  }

  #commands({ commands, line }: Pipeline, scope: Scope): Value {
    let piped: Value[] = [];
    for (const command of commands) piped = [this.#command(command, piped, scope, line)];
    return piped[0] ?? unknown;
  }

  #command(
    [head, ...operands]: readonly Expression[],
    piped: readonly Value[],
    scope: Scope,
    line: number,
  ): Value {
    if (head === undefined) return unknown;
    if (head.type !== "function") {
      for (const operand of operands) this.#expression(operand, scope);
      return this.#expression(head, scope);
    }
    const args = [...operands.map((operand) => this.#expression(operand, scope)), ...piped];
    if (head.value === "include") {
      const [name, argument = unknown] = args;
      if (name?.length === 1 && name[0]?.type === "text") this.#follow(name[0].value, argument);
      return unknown;
    }
    const call = Object.hasOwn(templateFunctions, head.value) ? templateFunctions[head.value] : undefined;
    return (
      call?.(args, {
        write: (path) => this.written.push(path),
        read: (result) => this.#read(result, scope.file, line),
      }) ?? unknown
    );
  }

  #expression(expression: Expression, scope: Scope): Value {
    switch (expression.type) {
      case "dot":
        return scope.dot;
      case "text":
        return [{ type: "text", value: expression.value }];
      case "variable":
        return lookup(scope, expression.value);
      case "fields": {
        const of = this.#expression(expression.of, scope);
        return this.#read(expression.names.reduce(childOf, of), scope.file, expression.line);
      }
      case "pipeline":
        return this.#evaluate(expression.pipeline, scope);
      case "function":
        return this.#command([expression], [], scope, 0);
      default:
        return unknown;
    }
  }

  #read(result: Value, file: string, line: number): Value {
    const known = result.filter(({ type }) => type !== "nothing");
    const paths = known.flatMap((alternative) => (alternative.type === "values" ? [alternative.path] : []));
    if (paths.length > 0 && paths.length === known.length) this.reads.push({ paths, file, line });
    return result;
  }

  /** Follows a named template, once for each different argument; a name from elsewhere (a library chart) is left. */
  #follow(name: string, dot: Value): void {
    const definition = this.#defined.get(name);
    const key = `${name} ${identity(dot)}`;
    if (definition === undefined || this.#followed.has(key)) return;
    this.#followed.add(key);
    this.run(definition.body, newScope(dot, definition.file));
  }
}

function newScope(dot: Value, file: string, outer?: Scope): Scope {
  // `$` is the dot that a template was called with.
  return { dot, file, variables: new Map(outer ? [] : [["$", dot]]), outer };
}

function lookup(scope: Scope | undefined, name: string): Value {
  if (scope === undefined) return unknown;
  return scope.variables.get(name) ?? lookup(scope.outer, name);
}

function assign(scope: Scope, name: string, value: Value, declares: boolean): void {
  if (declares) {
    scope.variables.set(name, value);
    return;
  }
  // An assignment may or may not be reached.
  let owner: Scope | undefined = scope;
  while (owner && !owner.variables.has(name)) owner = owner.outer;
  owner?.variables.set(name, union(owner.variables.get(name) ?? [], value));
}
