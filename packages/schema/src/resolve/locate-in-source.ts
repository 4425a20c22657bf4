import { readFileSync } from "node:fs";
import { createRequire, stripTypeScriptTypes } from "node:module";
import type { CallExpression, Expression, Node, ObjectExpression, Program, Property } from "acorn";
import type { EnvironmentSource, SourcePosition } from "./define-environment.ts";

const require = createRequire(import.meta.url);

/**
 * Where a `defineEnvironment({...})` sets a path: the line of the innermost key on the way that is written there.
 * Constants of the same file are followed, spread ones too; what comes from elsewhere ends at the key that uses it.
 */
export function locateInSource(
  { position }: EnvironmentSource,
  path: readonly (string | number)[],
): SourcePosition | undefined {
  if (!position) return undefined;
  const program = parse(position.file);
  const call = program && findCall(program, position);
  const literal = call?.arguments[0];
  if (!program || literal?.type !== "ObjectExpression") return position;
  const node = follow(literal, path, constantsOf(program));
  return {
    file: position.file,
    line: node?.loc?.start.line ?? position.line,
    column: (node?.loc?.start.column ?? position.column - 1) + 1,
  };
}

const programs = new Map<string, Program | undefined>();

function parse(file: string): Program | undefined {
  if (!programs.has(file)) {
    try {
      // Stripping types keeps every position: it writes spaces over them.
      const { parse: parseModule } = require("acorn") as typeof import("acorn");
      const source = withoutTypes(readFileSync(file, "utf8"));
      programs.set(
        file,
        parseModule(source, { ecmaVersion: "latest", sourceType: "module", locations: true }),
      );
    } catch {
      // Without a syntax tree the position of the call itself is still right.
      programs.set(file, undefined);
    }
  }
  return programs.get(file);
}

/** Node warns that the function is experimental, which nobody who asks for a line number wants to read. */
function withoutTypes(source: string): string {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** Forgets what was parsed, after files changed. */
export function forgetSources(): void {
  programs.clear();
}

function findCall(node: Node, { line, column }: SourcePosition): CallExpression | undefined {
  if (node.type === "CallExpression" && node.loc?.start.line === line && node.loc.start.column === column - 1)
    return node as CallExpression;
  for (const child of childNodes(node)) {
    const found = findCall(child, { file: "", line, column });
    if (found) return found;
  }
  return undefined;
}

function* childNodes(node: Node): Generator<Node> {
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child === "object" && child !== null && "type" in child) yield child as Node;
    }
  }
}

function constantsOf(program: Program): Map<string, Expression> {
  const constants = new Map<string, Expression>();
  for (const statement of program.body) {
    const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declaration?.type !== "VariableDeclaration") continue;
    for (const { id, init } of declaration.declarations)
      if (id.type === "Identifier" && init) constants.set(id.name, init);
  }
  return constants;
}

function follow(
  literal: ObjectExpression,
  path: readonly (string | number)[],
  constants: Map<string, Expression>,
): Node | undefined {
  let node: Node | undefined;
  let current: Expression | undefined = literal;
  for (const step of path) {
    while (current?.type === "Identifier") current = constants.get(current.name);
    if (current?.type === "ArrayExpression" && typeof step === "number") {
      const item: Node | null | undefined = current.elements[step];
      if (!item || item.type === "SpreadElement") return node;
      node = item;
      current = item as Expression;
      continue;
    }
    if (current?.type !== "ObjectExpression") return node;
    const property = propertyOf(current, String(step), constants);
    if (!property) return node;
    node = property;
    current = property.value as Expression;
  }
  return node;
}

function propertyOf(
  object: ObjectExpression,
  key: string,
  constants: Map<string, Expression>,
): Property | undefined {
  for (const member of [...object.properties].reverse()) {
    if (member.type === "Property") {
      const name =
        member.key.type === "Identifier"
          ? member.key.name
          : "value" in member.key
            ? String(member.key.value)
            : "";
      if (name === key && !member.computed) return member;
    } else if (member.argument.type === "Identifier") {
      const spread = constants.get(member.argument.name);
      const found = spread?.type === "ObjectExpression" ? propertyOf(spread, key, constants) : undefined;
      if (found) return found;
    }
  }
  return undefined;
}
