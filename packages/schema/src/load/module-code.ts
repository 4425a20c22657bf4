import type { Node } from "./strip-types.ts";

/** A module as a function of what it imports. */
export interface ModuleCode {
  /** What it imports, in order: of each what it takes by name, `*` for all of it. */
  readonly imports: readonly (readonly [specifier: string, names: readonly string[]])[];
  readonly exports: readonly string[];
  /** A script that gives a function: it takes every import's exports, and gives its own. */
  readonly script: string;
  /** How many characters of the script's first line are not the module's. */
  readonly before: number;
}

/** Something that a function may do otherwise than a module. */
class Unsure extends Error {}

/**
 * Makes a function of a module, which does the same where all that it imports was evaluated before. Everything keeps its
 * line and its column.
 *
 * @param source - with types.
 * @param program - what the parser read in it.
 * @param code - the source with spaces for its types.
 * @returns `undefined` where that is not certain.
 */
export function moduleCode(source: string, program: object, code: string): ModuleCode | undefined {
  if (hasUnsureText.test(source)) return undefined;
  try {
    return new Translation(code).translate(program as Node);
  } catch (error) {
    if (error instanceof Unsure || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What names a script, what loads modules past the loader, and the names that are added here. */
const hasUnsureText = /^#!|source(?:Mapping)?URL=|getBuiltinModule|__(?:proto__|\d)|\u00aa/;

/** Of names in module scope those whose value never changes once the module was evaluated. */
type Constant = "constant" | "function" | "import";

class Translation {
  readonly #code: string;
  readonly #imports: [specifier: string, bindings: [imported: string, local: string][]][] = [];
  readonly #exports = new Map<string, string>();
  readonly #constants = new Map<string, Constant>();
  readonly #assigned = new Set<string>();
  readonly #edits: { start: number; end: number; text: string }[] = [];

  constructor(code: string) {
    this.#code = code;
  }

  translate(program: Node): ModuleCode {
    const statements = program["body"] as Node[];
    for (const statement of statements) if (!this.#isBlank(statement)) this.#take(statement);
    this.#look(program, false);
    for (const [name, local] of this.#exports) {
      const kind = local === defaultLocal ? "constant" : this.#constants.get(local);
      if (kind === undefined || (kind === "function" && this.#assigned.has(local)) || !isName.test(name))
        throw new Unsure();
    }
    const parameters = this.#imports.map((_, at) => `__${at}`);
    const bindings = this.#imports.flatMap(([, names], at) =>
      names.map(([imported, local]) =>
        imported === "*" ? `${local}=__${at}` : `{${imported}:${local}}=__${at}`,
      ),
    );
    const constants = bindings.length > 0 ? `const ${bindings.join(",")};` : "";
    const before = `"use strict";(function(${parameters.join(",")}){${constants}`;
    const given = Array.from(this.#exports, ([name, local]) => `${name}:${local}`);
    return {
      imports: this.#imports.map(([specifier, names]) => [specifier, names.map(([imported]) => imported)]),
      exports: [...this.#exports.keys()],
      script: `${before}${this.#edited()}\nreturn{${given.join(",")}}})`,
      before: before.length,
    };
  }

  #take(statement: Node): void {
    switch (statement.type) {
      case "ImportDeclaration":
        this.#import(statement);
        break;
      case "ExportNamedDeclaration":
        this.#exportNamed(statement);
        break;
      case "ExportDefaultDeclaration":
        this.#exportDefault(statement);
        break;
      case "ExportAllDeclaration":
        throw new Unsure();
      default:
        if (statement.type.startsWith("TS")) throw new Unsure();
        this.#declare(statement);
    }
  }

  #import(statement: Node): void {
    const local = (specifier: Node): [imported: string, local: string] => {
      const name = nameOf(specifier["local"]);
      this.#constants.set(name, "import");
      if (specifier.type === "ImportDefaultSpecifier") return ["default", name];
      if (specifier.type === "ImportNamespaceSpecifier") return ["*", name];
      return [nameOf(specifier["imported"]), name];
    };
    if (statement["phase"]) throw new Unsure();
    const specifiers = (statement["specifiers"] as Node[]).filter(isValue);
    this.#imports.push([specifierOf(statement), specifiers.map(local)]);
    this.#replace(statement.start, statement.end, "");
  }

  #exportNamed(statement: Node): void {
    const declaration = statement["declaration"] as Node | null;
    if (declaration) {
      const names = this.#declare(declaration);
      if (names.length === 0) throw new Unsure();
      for (const name of names) this.#exports.set(name, name);
      this.#replace(statement.start, declaration.start, "");
      return;
    }
    const specifiers = (statement["specifiers"] as Node[]).filter(isValue);
    const pairs = specifiers.map((specifier) => [nameOf(specifier["local"]), nameOf(specifier["exported"])]);
    if (statement["source"]) {
      const bindings = pairs.map(([imported = "", exported = ""]): [string, string] => {
        const local = `__${this.#imports.length}_${exported}`;
        this.#constants.set(local, "import");
        this.#exports.set(exported, local);
        return [imported, local];
      });
      this.#imports.push([specifierOf(statement), bindings]);
    } else for (const [local = "", exported = ""] of pairs) this.#exports.set(exported, local);
    this.#replace(statement.start, statement.end, "");
  }

  #exportDefault({ start, declaration }: Node): void {
    const exported = declaration as Node;
    if (exported.type.startsWith("TS")) throw new Unsure();
    const isDeclaration = /^(?:Function|Class)Declaration$/.test(exported.type);
    if (!/^export\s+default\s+$/.test(this.#code.slice(start, exported.start))) throw new Unsure();
    if (isDeclaration && exported["id"]) {
      this.#declare(exported);
      this.#exports.set("default", nameOf(exported["id"]));
      this.#replace(start, exported.start, "");
      return;
    }
    // Without a name of its own it would get that of the constant.
    if (/Function|Class/.test(exported.type)) throw new Unsure();
    this.#exports.set("default", defaultLocal);
    this.#replace(start, exported.start, `const ${defaultLocal}=`);
  }

  /** @returns the names. */
  #declare(statement: Node): string[] {
    switch (statement.type) {
      case "VariableDeclaration": {
        const names = (statement["declarations"] as Node[]).flatMap(({ id }) => namesIn(id as Node));
        if (statement["kind"] === "const") for (const name of names) this.#constants.set(name, "constant");
        return names;
      }
      case "FunctionDeclaration":
      case "ClassDeclaration": {
        const name = nameOf(statement["id"]);
        this.#constants.set(name, "function");
        return [name];
      }
      default:
        return [];
    }
  }

  /** Looks for what is another thing in a function or a script. */
  #look(node: Node, isInFunction: boolean): void {
    const { type } = node;
    if (type === "ImportExpression" || type === "MetaProperty" || type === "Decorator") throw new Unsure();
    if (type === "Identifier" && unsureNames.has(node["name"])) throw new Unsure();
    const isAwait = type === "AwaitExpression" || (type === "ForOfStatement" && node["await"] === true);
    if (isAwait && !isInFunction) throw new Unsure();
    if (type === "VariableDeclaration" && /using$/.test(String(node["kind"]))) throw new Unsure();
    // `a<!--b` begins a comment in a script.
    if (type === "UpdateExpression" && this.#code.slice(node.start - 2, node.start) === "<!")
      throw new Unsure();
    const assigned = targetOf(node);
    if (assigned) for (const name of namesIn(assigned)) this.#assigned.add(name);
    const isFunction =
      /Function(?:Declaration|Expression)?$/.test(type) || type === "ArrowFunctionExpression";
    for (const key in node) {
      const value = node[key];
      for (const inner of Array.isArray(value) ? value : [value])
        if (isNode(inner)) this.#look(inner, isInFunction || isFunction);
    }
  }

  #isBlank({ start, end }: Node): boolean {
    return this.#code.slice(start, end).trim() === "";
  }

  /** With spaces for the rest of what was there. */
  #replace(start: number, end: number, text: string): void {
    if (start < end && text.length > end - start) throw new Unsure();
    const rest = this.#code.slice(start + text.length, end);
    this.#edits.push({ start, end, text: text + rest.replace(/[^\n\r\u2028\u2029]/g, " ") });
  }

  #edited(): string {
    let [edited, at] = ["", 0];
    for (const { start, end, text } of this.#edits) {
      edited += this.#code.slice(at, start) + text;
      at = end;
    }
    return edited + this.#code.slice(at);
  }
}

/** What is none in a module, and what runs texts, which may import modules. */
const unsureNames: ReadonlySet<unknown> = new Set(["arguments", "eval", "Function"]);

/** What is exported without a name. */
const defaultLocal = "\u00aa";

const isName = /^[\w$]+$/;

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}

function isValue(specifier: Node): boolean {
  return specifier["importKind"] !== "type" && specifier["exportKind"] !== "type";
}

function specifierOf({ source, attributes }: Node): string {
  if ((attributes as unknown[] | undefined)?.length) throw new Unsure();
  return (source as { value: string }).value;
}

function nameOf(node: unknown): string {
  const { type, name } = node as { type: string; name?: string };
  if (type !== "Identifier" || name === undefined || !isName.test(name)) throw new Unsure();
  return name;
}

/** What an expression or a statement gives another value. */
function targetOf(node: Node): Node | undefined {
  if (node.type === "UpdateExpression") return node["argument"] as Node;
  if (!/^(?:AssignmentExpression|For(?:In|Of)Statement)$/.test(node.type)) return undefined;
  const left = node["left"] as Node;
  return left.type === "VariableDeclaration" ? undefined : left;
}

/** The names that a pattern binds or assigns. */
function namesIn(pattern: Node): string[] {
  switch (pattern.type) {
    case "MemberExpression":
      return [];
    case "Identifier":
      return [nameOf(pattern)];
    case "ObjectPattern":
      return (pattern["properties"] as Node[]).flatMap((property) =>
        namesIn(property.type === "Property" ? (property["value"] as Node) : property),
      );
    case "ArrayPattern":
      return (pattern["elements"] as unknown[]).filter(isNode).flatMap(namesIn);
    case "AssignmentPattern":
      return namesIn(pattern["left"] as Node);
    case "RestElement":
      return namesIn(pattern["argument"] as Node);
    case "ParenthesizedExpression":
    case "TSAsExpression":
    case "TSNonNullExpression":
    case "TSSatisfiesExpression":
      return namesIn(pattern["expression"] as Node);
    default:
      throw new Unsure();
  }
}
