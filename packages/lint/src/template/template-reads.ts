import { Effort, EffortSpent } from "./effort.ts";
import type { Expression, Node, Pipeline } from "./parse-template.ts";
import { ReadNotes, type ValueHandling, type ValueRead, type ValueUse } from "./read-notes.ts";
import { assign, lookup, newScope, type Scope } from "./scope.ts";
import { templateFunctions } from "./template-functions.ts";
import { assigns, basePath, isScope, parseIfTemplate, refuses, textsIn } from "./template-nodes.ts";
import {
  childOf,
  elementOf,
  identity,
  longestIdentity,
  rootAt,
  textOf,
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
  /** Where the values of the file's chart lie in those of the whole. @default [], the whole */
  readonly at?: ValuePath;
}

/** What the templates of a chart read from its values, and what they write into them themselves. */
export interface TemplateReads {
  /** False where following the templates took too much: what is told is true, but more is read, used and written. */
  readonly isWhole: boolean;
  /** What is sure to be read if its line is reached: what cannot be told is left out. */
  readonly reads: readonly ValueRead[];
  /** What may be used: nothing that is used is left out. */
  readonly uses: readonly ValueUse[];
  readonly written: readonly ValuePath[];
  /** Values that a condition asks for by themselves: `if`, or a `with` that is more than a scope. */
  readonly asked: readonly ValuePath[];
  /** What is done with values where they are read, as far as that can be told. */
  readonly handlings: readonly ValueHandling[];
  /** Names of the templates that may be called. */
  readonly called: ReadonlySet<string>;
  /** Templates that are called and that no file defines. */
  readonly undefined: readonly UndefinedTemplate[];
}

/** A call of a template that no file defines. */
export interface UndefinedTemplate {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** False where the call may never be reached whatever the values are. */
  readonly isSure: boolean;
}

/** What is known of a chart beside its templates. */
export interface ReadOptions {
  /** What `tpl` may be given: values and files of the chart that are templates themselves. @default [] */
  readonly texts?: readonly string[];
  /** Whether templates may be called that are in none of the files, as those of a library that is not there. @default false */
  readonly isPart?: boolean;
}

/** How is told that {@link TemplateReads.isWhole} is false. */
export const tooMuchToFollow = "the templates call each other in more ways than are followed";

/** Follows the dot and the variables through a chart's templates without running them. */
export function templateReads(
  files: readonly TemplateFile[],
  { texts = [], isPart = false }: ReadOptions = {},
): TemplateReads {
  const reader = new Reader(files, texts, isPart);
  const isWhole = followsAll(() => {
    for (const { file, nodes, isPartial, at = [] } of files)
      if (!isPartial) reader.run(nodes, newScope(rootAt(at), file));
  });
  const { notes, called, undefined: missing } = reader;
  const { reads, uses, written, asked, handlings } = notes;
  return { isWhole, reads, uses, written, asked, handlings, called, undefined: [...missing.values()] };
}

/** Whether following came to its end. */
function followsAll(follow: () => void): boolean {
  try {
    follow();
    return true;
  } catch (error) {
    // A stack that is full is another end of what can be followed.
    if (error instanceof EffortSpent || error instanceof RangeError) return false;
    throw error;
  }
}

/** What definitions that nothing calls would read, if they were called with all there is. */
export function readsInUncalled(
  files: readonly TemplateFile[],
  called: TemplateReads["called"],
): TemplateReads {
  const uncalled = files.flatMap(({ nodes, ...file }) =>
    nodes.flatMap((node) =>
      node.type === "define" && !called.has(node.name)
        ? [{ ...file, nodes: node.body, isPartial: false }]
        : [],
    ),
  );
  return templateReads([...files.map((file) => ({ ...file, isPartial: true })), ...uncalled]);
}

/** How much is followed of one template, in characters of its arguments' identities: in 40 public charts at most 61,000. */
const longestIdentities = 100_000;

/** How many templates call each other on the way that is followed: in 250 public charts at most 34. */
const deepestCalls = 100;

class Reader {
  readonly called = new Set<string>();
  readonly undefined = new Map<string, UndefinedTemplate>();
  readonly #effort = new Effort();
  readonly notes = new ReadNotes(this.#effort);
  readonly #isPart: boolean;
  readonly #defined = new Map<string, { file: string; body: readonly Node[] }[]>();
  readonly #texts: readonly (readonly Node[])[];
  readonly #followed = new Set<string>();
  /** The characters of all arguments that something was followed with. */
  readonly #lengths = new Map<string, number>();
  /** Above 0 while something is followed that may never be reached. */
  #doubts = 0;
  /** How many templates are being followed, one in the other. */
  #depth = 0;

  constructor(files: readonly TemplateFile[], texts: readonly string[], isPart: boolean) {
    this.#isPart = isPart;
    for (const { file, nodes } of files) this.#define(nodes, file);
    this.#texts = texts.flatMap((text) => {
      const nodes = parseIfTemplate(text);
      if (nodes) this.#define(nodes, "");
      return nodes ? [nodes] : [];
    });
  }

  #define(nodes: readonly Node[], file: string): void {
    for (const node of nodes) {
      if (node.type !== "define") continue;
      this.#defined.set(node.name, [...(this.#defined.get(node.name) ?? []), { file, body: node.body }]);
    }
  }

  run(nodes: readonly Node[], scope: Scope): void {
    for (const node of nodes) this.#runNode(node, scope);
  }

  #runNode(node: Node, scope: Scope): void {
    this.#effort.spend(1);
    switch (node.type) {
      case "output": {
        const value = this.#evaluate(node.pipeline, scope);
        if (node.pipeline.variables.length > 0) return;
        this.notes.use(value, scope.file, node.pipeline.line);
        this.notes.handle("print", value, scope.file, node.pipeline.line);
        return;
      }
      case "template":
        this.#follow(
          node.name,
          node.argument ? this.#evaluate(node.argument, scope) : [{ type: "nothing" }],
          scope.file,
          node.line,
        );
        return;
      case "if":
      case "with":
      case "range": {
        const inner = newScope(scope.dot, scope.file, scope);
        // What is only looked for to refuse it is no value that anyone should declare.
        const isRefusal = node.type !== "range" && refuses(node.body, node.otherwise);
        if (isRefusal) this.#doubts += 1;
        const value = this.#evaluateBlock(node.type, node.pipeline, inner);
        this.notes.lookUp(value, scope.file, node.pipeline.line);
        this.notes.handle(handlingOf(node), value, scope.file, node.pipeline.line);
        if (node.type === "if" || (node.type === "with" && !isScope(node.body, node.otherwise)))
          this.notes.ask(value);
        const dot =
          node.type === "if" ? scope.dot : node.type === "range" ? elementOf(value, this.#effort) : value;
        this.run(node.body, newScope(dot, scope.file, inner));
        if (isRefusal) this.#doubts -= 1;
        // What one turn of a loop assigns, the next one reads.
        if (node.type === "range" && assigns(node.body))
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
    if (key !== undefined) assign(scope, key, unknown, pipeline.declares, this.#effort);
    if (element !== undefined)
      assign(scope, element, elementOf(value, this.#effort), pipeline.declares, this.#effort);
    return value;
  }

  #evaluate(pipeline: Pipeline, scope: Scope): Value {
    const value = this.#commands(pipeline, scope);
    for (const name of pipeline.variables) assign(scope, name, value, pipeline.declares, this.#effort);
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
    this.#effort.spend(1 + operands.length);
    const args = [...operands.map((operand) => this.#expression(operand, scope)), ...piped];
    const use = (value: Value) => this.notes.use(value, scope.file, line);
    if (head.type !== "function") {
      args.forEach(use);
      return this.#expression(head, scope);
    }
    for (const arg of args) this.notes.handle(head.value, arg, scope.file, line, args);
    if (head.value === "include") {
      const [name, argument = unknown] = args;
      const known = textOf(name);
      if (known !== undefined) this.#follow(known, argument, scope.file, line);
      else if (operands[0]) this.#followAny(operands[0], argument);
      return unknown;
    }
    if (head.value === "tpl") {
      const [text = unknown, argument = unknown] = args;
      use(text);
      this.#followText(text, argument, scope.file, line);
      return unknown;
    }
    const call = Object.hasOwn(templateFunctions, head.value) ? templateFunctions[head.value] : undefined;
    if (call)
      return call(args, {
        write: (path) => this.notes.written.push(path),
        read: (result) => this.#read(result, scope.file, line),
        lookUp: (value) => this.notes.lookUp(value, scope.file, line),
        use,
        effort: this.#effort,
      });
    args.forEach(use);
    return unknown;
  }

  #expression(expression: Expression, scope: Scope): Value {
    switch (expression.type) {
      case "dot":
        return scope.dot;
      case "text":
      case "number":
        return [{ type: expression.type, value: expression.value }];
      case "variable":
        return lookup(scope, expression.value);
      case "fields": {
        const of = this.#expression(expression.of, scope);
        return this.#read(
          expression.names.reduce((value, name) => childOf(value, name, this.#effort), of),
          scope.file,
          expression.line,
        );
      }
      case "pipeline":
        return this.#evaluate(expression.pipeline, scope);
      case "function":
        return this.#command([expression], [], scope, 0);
      default:
        return unknown;
    }
  }

  /** Reads in what may never be reached are not sure. */
  #read(result: Value, file: string, line: number): Value {
    this.notes.read(result, file, line, this.#doubts === 0);
    return result;
  }

  /** Follows a named template, once for each different argument; what a missing one does with it cannot be told. */
  #follow(name: string, dot: Value, file: string, line: number): void {
    this.called.add(name);
    const definitions = this.#defined.get(name);
    if (definitions === undefined) {
      if (!this.undefined.has(name))
        this.undefined.set(name, { name, file, line, isSure: this.#doubts === 0 });
      if (this.#isPart) this.notes.use(dot, file, line);
      return;
    }
    const isUnsure = definitions.length > 1;
    if (!this.#isNew(`${name} ${this.#doubts > 0 || isUnsure}`, dot, file, line)) return;
    if (isUnsure) this.#doubts += 1;
    this.#depth += 1;
    for (const definition of definitions) this.run(definition.body, newScope(dot, definition.file));
    this.#depth -= 1;
    if (isUnsure) this.#doubts -= 1;
  }

  /**
   * Whether something was not followed with this argument yet. One that has become too much to tell apart, or that comes
   * from too deep, as of templates that call each other with ever more, is used as a whole instead.
   */
  #isNew(what: string, dot: Value, file: string, line: number): boolean {
    const argument = identity(dot, this.#effort);
    const key = `${what} ${argument}`;
    if (this.#followed.has(key)) return false;
    const length = (this.#lengths.get(what) ?? 0) + argument.length;
    if (argument.length > longestIdentity || length > longestIdentities || this.#depth >= deepestCalls) {
      this.notes.use(dot, file, line);
      return false;
    }
    this.#followed.add(key);
    this.#lengths.set(what, length);
    return true;
  }

  /** Follows every template whose name may be the one that is made while the chart is rendered. */
  #followAny(name: Expression, dot: Value): void {
    const parts = textsIn(name);
    // A file of templates, which is rendered by itself too.
    if (parts.includes(basePath) && dot.every(({ type }) => type === "root")) return;
    this.#doubts += 1;
    this.#effort.spend(this.#defined.size);
    for (const candidate of this.#defined.keys())
      if (parts.every((part) => candidate.includes(part))) this.#follow(candidate, dot, "", 0);
    this.#doubts -= 1;
  }

  /** What `tpl` renders is the text itself where that is known, else any of the texts that are templates. */
  #followText(text: Value, dot: Value, file: string, line: number): void {
    const literal = textOf(text);
    if (!this.#isNew(`tpl ${literal}`, dot, file, line)) return;
    const nodes = literal === undefined ? this.#texts : [parseIfTemplate(literal) ?? []];
    this.#doubts += 1;
    this.#depth += 1;
    for (const each of nodes) this.run(each, newScope(dot, file));
    this.#depth -= 1;
    this.#doubts -= 1;
  }
}

/** `range $key, $value := ` may go over a map, which `range` alone seldom does. */
function handlingOf({ type, pipeline }: { readonly type: string; readonly pipeline: Pipeline }): string {
  return type === "range" && pipeline.variables.length > 1 ? "range pairs" : type;
}
