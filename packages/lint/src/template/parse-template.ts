import { lexTemplate, TemplateSyntaxError, type Token } from "./lex-template.ts";

/** An operand of a command. */
export type Expression =
  | { readonly type: "dot" | "literal" }
  | { readonly type: "variable" | "function" | "text" | "number"; readonly value: string }
  | {
      readonly type: "fields";
      readonly of: Expression;
      readonly names: readonly string[];
      readonly line: number;
    }
  | { readonly type: "pipeline"; readonly pipeline: Pipeline };

/** Commands joined by `|`, each an operand or a function with its arguments, and the variables that take the result. */
export interface Pipeline {
  readonly variables: readonly string[];
  readonly declares: boolean;
  readonly commands: readonly (readonly Expression[])[];
  readonly line: number;
}

/** A node of a template; that text is printed is all that is told of it. */
export type Node =
  | { readonly type: "printed" }
  | { readonly type: "output"; readonly pipeline: Pipeline }
  | {
      readonly type: "if" | "with" | "range";
      readonly pipeline: Pipeline;
      readonly body: readonly Node[];
      readonly otherwise: readonly Node[];
    }
  | {
      readonly type: "template";
      readonly name: string;
      readonly argument: Pipeline | undefined;
      readonly line: number;
    }
  | { readonly type: "define"; readonly name: string; readonly body: readonly Node[] };

/**
 * Parses a Go template as far as its data flow goes.
 *
 * @throws {TemplateSyntaxError} where Go's own parser would refuse it, or at the latest where it makes no sense here.
 */
export function parseTemplate(source: string): Node[] {
  const parser = new Parser(lexTemplate(source));
  const { nodes, end } = parser.parseNodes();
  if (end !== undefined) throw new TemplateSyntaxError(`an unexpected {{ ${end.value} }}`, end.line);
  return nodes;
}

class Parser {
  readonly #actions: readonly (readonly Token[])[];
  #at = 0;
  /** How many blocks are open. */
  #depth = 0;

  constructor(actions: readonly (readonly Token[])[]) {
    this.#actions = actions;
  }

  /** Reads up to the `end` or `else` that closes these nodes, or to the end of the file. */
  parseNodes(): { nodes: Node[]; end: Token | undefined; rest: readonly Token[] } {
    const nodes: Node[] = [];
    while (this.#at < this.#actions.length) {
      const action = this.#actions[this.#at] as readonly Token[];
      this.#at += 1;
      const [first, ...rest] = action;
      if (first === undefined) continue;
      if (first.type === "printed") {
        nodes.push({ type: "printed" });
        continue;
      }
      const keyword = first.type === "word" ? first.value : "";
      if (keyword === "end" || keyword === "else") return { nodes, end: first, rest };
      if (keyword === "break" || keyword === "continue") continue;
      nodes.push(...this.#parseAction(keyword, first, rest, action));
    }
    return { nodes, end: undefined, rest: [] };
  }

  #parseAction(keyword: string, first: Token, rest: readonly Token[], action: readonly Token[]): Node[] {
    switch (keyword) {
      case "if":
      case "with":
      case "range":
        return [this.#parseBlock(keyword, first, rest)];
      case "define":
        return [{ type: "define", name: nameOf(rest, first), body: this.#parseBody(first) }];
      case "block": {
        const name = nameOf(rest, first);
        const argument = parsePipeline(rest.slice(1), first.line);
        return [
          { type: "define", name, body: this.#parseBody(first) },
          { type: "template", name, argument, line: first.line },
        ];
      }
      case "template": {
        const argument = rest.length > 1 ? parsePipeline(rest.slice(1), first.line) : undefined;
        return [{ type: "template", name: nameOf(rest, first), argument, line: first.line }];
      }
      default:
        return [{ type: "output", pipeline: parsePipeline(action, first.line) }];
    }
  }

  #parseBlock(type: "if" | "with" | "range", first: Token, tokens: readonly Token[]): Node {
    const pipeline = parsePipeline(tokens, first.line);
    const { nodes: body, end, rest } = this.#parseInside(first);
    if (end === undefined) throw new TemplateSyntaxError(`a {{ ${type} }} without its {{ end }}`, first.line);
    if (end.value === "end") return { type, pipeline, body, otherwise: [] };
    const [keyword, ...condition] = rest;
    if (keyword === undefined) return { type, pipeline, body, otherwise: this.#parseBody(first) };
    // `else if` and `else with` share the end of the block that they belong to.
    const nested = keyword.value === "with" ? "with" : "if";
    return { type, pipeline, body, otherwise: [this.#parseBlock(nested, keyword, condition)] };
  }

  #parseInside({ value, line }: Token) {
    this.#depth += 1;
    if (this.#depth > deepestBlocks)
      throw new TemplateSyntaxError(`a {{ ${value} }} more than ${deepestBlocks} blocks deep`, line);
    const inside = this.parseNodes();
    this.#depth -= 1;
    return inside;
  }

  #parseBody(opening: Token): Node[] {
    const { nodes, end } = this.#parseInside(opening);
    if (end?.value !== "end")
      throw new TemplateSyntaxError(`a {{ ${opening.value} }} without its {{ end }}`, opening.line);
    return nodes;
  }
}

function nameOf([name]: readonly Token[], keyword: Token): string {
  if (name?.type !== "text")
    throw new TemplateSyntaxError(`a {{ ${keyword.value} }} without a name`, keyword.line);
  return name.value;
}

/** How deep blocks may stand in one another. */
const deepestBlocks = 200;

/** How deep parentheses may stand in one another: in public charts 6 at most. */
const deepestParentheses = 200;

function parsePipeline(tokens: readonly Token[], line: number, depth = 0): Pipeline {
  if (depth > deepestParentheses)
    throw new TemplateSyntaxError(`parentheses more than ${deepestParentheses} deep in one another`, line);
  const assignment = tokens.findIndex(isAssignment);
  const declaration = tokens.slice(0, Math.max(assignment, 0));
  const isDeclaration =
    assignment > 0 && declaration.every(({ type, value }) => type === "variable" || value === ",");
  return {
    variables: isDeclaration
      ? declaration.filter(({ type }) => type === "variable").map(({ value }) => value)
      : [],
    declares: isDeclaration && tokens[assignment]?.value === ":=",
    commands: parseCommands(isDeclaration ? tokens.slice(assignment + 1) : tokens, depth),
    line,
  };
}

function isAssignment({ type, value }: Token): boolean {
  return type === "mark" && (value === ":=" || value === "=");
}

function parseCommands(tokens: readonly Token[], depth: number): Expression[][] {
  const commands: Expression[][] = [[]];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    const command = commands.at(-1) as Expression[];
    if (token.type === "mark" && token.value === "|") commands.push([]);
    else if (token.type === "mark" && token.value === "(") {
      const close = closingAt(tokens, at);
      command.push({
        type: "pipeline",
        pipeline: parsePipeline(tokens.slice(at + 1, close), token.line, depth + 1),
      });
      at = close;
    } else if (token.type === "field") {
      let end = at + 1;
      while (tokens[end]?.type === "field" && tokens[end]?.attached) end += 1;
      addFields(command, token, tokens.slice(at, end));
      at = end - 1;
    } else command.push(operand(token));
  }
  return commands;
}

/** Fields in a row, of what stands before them or else of the dot. */
function addFields(command: Expression[], { attached, line }: Token, fields: readonly Token[]): void {
  const before = attached ? command.pop() : undefined;
  const names = fields.map(({ value }) => value);
  command.push({ type: "fields", of: before ?? { type: "dot" }, names, line });
}

function operand({ type, value, line }: Token): Expression {
  if (type === "dot") return { type: "dot" };
  if (type === "variable" || type === "text") return { type, value };
  if (type === "number") return { type, value };
  if (type === "word")
    return /^(true|false|nil)$/.test(value) ? { type: "literal" } : { type: "function", value };
  throw new TemplateSyntaxError(`an unexpected ${JSON.stringify(value)}`, line);
}

function closingAt(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    const { type, value } = tokens[at] as Token;
    if (type === "mark" && value === "(") depth += 1;
    if (type === "mark" && value === ")") depth -= 1;
    if (depth === 0) return at;
  }
  throw new TemplateSyntaxError("a parenthesis that is not closed", tokens[open]?.line ?? 0);
}
