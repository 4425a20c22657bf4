import {
  afterGap,
  isModifier,
  isNode,
  isTypeStatement,
  lineEnd,
  longestGap,
  type Node,
  refuseDoubtful,
  typeStatements,
  Unsure,
} from "./doubts.ts";

/**
 * TypeScript without its types, which become spaces: byte for byte what Node makes of it.
 *
 * @param program - what the parser read in the source.
 * @returns `undefined` where that is not certain. Then Node is to be asked.
 */
export function stripTypes(source: string, program: object): string | undefined {
  const blanks: [start: number, end: number][] = [];
  try {
    visit(program as Node, { source, blank: (start, end) => blanks.push([start, end]) });
  } catch (error) {
    // More levels than the stack has room for may be fewer than Node has.
    if (error instanceof Unsure || error instanceof RangeError) return undefined;
    throw error;
  }
  let stripped = "";
  let at = 0;
  for (const [start, end] of blanks.sort(([a], [b]) => a - b)) {
    // One inside of another.
    if (end <= at) continue;
    const blanked = source.slice(Math.max(start, at), end);
    if (!isAscii.test(blanked)) return undefined;
    stripped += source.slice(at, Math.max(start, at)) + blanked.replace(/[^\t\n\r]/g, " ");
    at = end;
  }
  return stripped + source.slice(at);
}

const isAscii = /^[\t\n\r -~]*$/;

interface Context {
  readonly source: string;
  readonly blank: (start: number, end: number) => void;
}

type Visitor = (node: Node, context: Context) => void;

const asJavaScript: Visitor = (node, context) => visitChildren(node, context);

function visitChildren(node: Node, context: Context): void {
  for (const key in node) {
    const value = node[key];
    if (typeof value !== "object" || value === null) continue;
    if (Array.isArray(value)) {
      for (const inner of value) if (isNode(inner)) visit(inner, context);
    } else if (isNode(value)) visit(value, context);
  }
}

function visit(node: Node, context: Context): void {
  const visitor = visitors.get(node.type);
  if (!visitor) throw new Unsure();
  refuseDoubtful(node, context.source);
  visitor(node, context);
}

/** What is removed up to here must not join what stands before it with what follows: Node would put a semicolon there. */
function endStatement(end: number, { source }: Context): void {
  const [, gap = "", next = ""] = afterGap.exec(source.slice(end, end + longestGap)) ?? [];
  if (next === "" && end + gap.length < source.length) throw new Unsure();
  if (lineEnd.test(gap) && /[^\w$}\])@#"';]/.test(next)) throw new Unsure();
}

/** An expression, and what TypeScript says of it behind. */
const behindExpression: Visitor = (node, context) => {
  const expression = node["expression"] as Node;
  context.blank(expression.end, node.end);
  endStatement(node.end, context);
  visit(expression, context);
  const type = node["typeAnnotation"];
  if (isNode(type) && !(node.type === "TSAsExpression" && isConst(type))) visit(type, context);
};

function isConst({ type, typeName, typeArguments }: Node): boolean {
  return type === "TSTypeReference" && (typeName as Node)["name"] === "const" && typeArguments === null;
}

const statement: Visitor = (node, context) => {
  context.blank(node.start, node.end);
  endStatement(node.end, context);
  visitChildren(node, context);
};

const withName =
  (visitor: Visitor): Visitor =>
  (node, context) => {
    if (node["id"] === null) throw new Unsure();
    visitor(node, context);
  };

const ambientOr =
  (otherwise: Visitor): Visitor =>
  (node, context) =>
    (node["declare"] === true ? statement : otherwise)(node, context);

/** Question and exclamation marks behind a name. */
function mark(end: number, sign: string, context: Context): void {
  const [found] = afterGap.exec(context.source.slice(end, end + longestGap)) ?? [];
  if (found === undefined || !found.endsWith(sign)) throw new Unsure();
  context.blank(end + found.length - 1, end + found.length);
}

const identifier: Visitor = (node, context) => {
  const { start, end } = node;
  const name = node["name"] as string;
  if (reserved.has(name)) throw new Unsure();
  const annotation = node["typeAnnotation"];
  if (node["optional"] === true) {
    if (!context.source.startsWith(name, start)) throw new Unsure();
    mark(start + name.length, "?", context);
  }
  if (isNode(annotation)) {
    context.blank(annotation.start, annotation.end);
    if (annotation.end !== end) throw new Unsure();
    visit(annotation, context);
  }
};

/** Any word is a name where it can be nothing else. */
const named =
  (key: string, isFree: (node: Node) => boolean, visitor: Visitor = asJavaScript): Visitor =>
  (node, context) => {
    const name = node[key] as Node | null;
    const isName = name?.type === "Identifier" && isFree(node);
    visitor(isName ? { ...node, [key]: null } : node, context);
  };

const isNotComputed = (node: Node): boolean => node["computed"] === false;

const types: Visitor = (node, context) => {
  context.blank(node.start, node.end);
  visitChildren(node, context);
};

const functionLike: Visitor = (node, context) => {
  const params = node["params"] as Node[];
  const [first, second] = params;
  if (first?.type === "Identifier" && first["name"] === "this") {
    const end = second ? context.source.indexOf(",", first.end) + 1 : first.end;
    // A comma may follow the last one, or stand in a comment.
    if (
      second
        ? context.source.slice(first.end, end).trim() !== ","
        : /^\s*,/.test(context.source.slice(first.end))
    )
      throw new Unsure();
    context.blank(first.start, end);
  }
  if (node["body"] === null || node["declare"] === true) throw new Unsure();
  visitChildren(node, context);
};

const arrow: Visitor = (node, context) => {
  const { returnType, typeParameters } = node as { returnType?: Node; typeParameters?: Node };
  // The arrow is to stand on the line of the parenthesis: Node moves that.
  if (returnType && context.source[returnType.start - 1] !== ")") throw new Unsure();
  for (const type of [returnType, typeParameters]) {
    if (type && lineEnd.test(context.source.slice(type.start, type.end))) throw new Unsure();
  }
  functionLike(node, context);
};

const importDeclaration: Visitor = (node, context) => {
  const specifiers = node["specifiers"] as Node[];
  if (node["importKind"] === "type") return statement({ ...node, specifiers: [] }, context);
  for (const specifier of specifiers) specifierOf("importKind", specifier, context);
};

const exportNamed: Visitor = (node, context) => {
  const declaration = node["declaration"] as Node | null;
  if (declaration && isTypeStatement(declaration)) return exportedType(declaration, node, context);
  if (node["exportKind"] === "type") return statement({ ...node, specifiers: [] }, context);
  for (const specifier of node["specifiers"] as Node[]) specifierOf("exportKind", specifier, context);
  if (declaration) visit(declaration, context);
};

/** With the comma behind it. */
function specifierOf(key: string, specifier: Node, { source, blank }: Context): void {
  if (specifier[key] !== "type") return;
  const name = (specifier["imported"] ?? specifier["local"]) as Node;
  if (name.type === "Literal" || name["name"] === "as") throw new Unsure();
  const [found = ""] = /^\s*,?/.exec(source.slice(specifier.end, specifier.end + longestGap)) ?? [];
  if (!found.endsWith(",") && !/^\s*\}/.test(source.slice(specifier.end))) throw new Unsure();
  blank(specifier.start, specifier.end + (found.endsWith(",") ? found.length : 0));
}

const exportAll: Visitor = (node, context) => {
  if (node["exportKind"] === "type") statement({ ...node, exported: null }, context);
};

const exportDefault: Visitor = (node, context) => {
  const declaration = node["declaration"] as Node;
  if (isTypeStatement(declaration)) return exportedType(declaration, node, context);
  // Only here it may have no name.
  if (declaration.type === "FunctionDeclaration") return functionLike(declaration, context);
  if (declaration.type === "ClassDeclaration") return classLike(declaration, context);
  visit(declaration, context);
};

function exportedType(declaration: Node, { start, end }: Node, context: Context): void {
  if (declaration["abstract"] === true) throw new Unsure();
  statement({ ...declaration, start, end }, context);
}

const ofModules: Readonly<Record<string, Visitor>> = {
  ExportAllDeclaration: exportAll,
  ExportDefaultDeclaration: exportDefault,
  ExportNamedDeclaration: exportNamed,
  ImportDeclaration: importDeclaration,
};

const program: Visitor = (node, context) => {
  for (const inner of node["body"] as Node[]) {
    const ofModule = ofModules[inner.type];
    if (ofModule) refuseDoubtful(inner, context.source);
    (ofModule ?? visit)(inner, context);
  }
};

const classLike: Visitor = (node, context) => {
  if (node["declare"] === true || node["abstract"] === true || (node["decorators"] as unknown[]).length > 0)
    throw new Unsure();
  const implemented = node["implements"] as Node[];
  const last = implemented.at(-1);
  const [first] = implemented;
  if (first && last) {
    const body = node["body"] as Node;
    const before = context.source.slice(node.start, first.start);
    const start = /\bimplements\s+$/.exec(before);
    if (!start) throw new Unsure();
    context.blank(node.start + start.index, last.end);
    if (body.start < last.end) throw new Unsure();
  }
  visitChildren(node, context);
};

const modifiers =
  /^(?:(?:public|private|protected)\s+)?(?:static\s+)?(?:readonly\s+)?(?:(?:async|get|set)\s+)?\*?\s*\[?\s*$/;

/** Of the words before a name, only those that JavaScript lacks and that may stand anywhere are known here. */
const member: Visitor = (node, context) => {
  const { source, blank } = context;
  if ((node["decorators"] as unknown[]).length > 0 || node["declare"] === true || node["override"] === true)
    throw new Unsure();
  const key = node["key"] as Node;
  const accessibility = node["accessibility"] as string | null;
  const words = source.slice(node.start, key.start);
  if (!modifiers.test(words)) throw new Unsure();
  if (isModifier(key)) throw new Unsure();
  // Behind a modifier, Node ends the member before.
  if (/[*[]/.test(words) && (accessibility !== null || node["readonly"] === true)) throw new Unsure();
  if (accessibility !== null) {
    if (!new RegExp(`^${accessibility}\\s`).test(words)) throw new Unsure();
    blank(node.start, node.start + accessibility.length);
  }
  if (node["readonly"] === true) {
    const at = /\breadonly\s+\[?$/.exec(words)?.index;
    if (at === undefined) throw new Unsure();
    blank(node.start + at, node.start + at + "readonly".length);
  }
  const isMarked = node["optional"] === true || node["definite"] === true;
  if (isMarked) {
    if (node["computed"] === true || key.type !== "Identifier") throw new Unsure();
    mark(key.end, node["optional"] === true ? "?" : "!", context);
  }
  const isStripped = isMarked || isNode(node["typeAnnotation"]);
  const isOpen = node["value"] === null && !source.slice(node.start, node.end).endsWith(";");
  // Without its type, a field may be a modifier of what follows.
  if (node.type === "PropertyDefinition" && isOpen && isStripped) throw new Unsure();
  withKey(node, context);
};

const reserved = new Set(
  "await break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof new null return super switch throw true try typeof var void while with yield let static implements interface package private protected public".split(
    " ",
  ),
);

const withKey = named("key", isNotComputed);

const visitors = new Map<string, Visitor>([
  ...[
    "ArrayExpression",
    "ArrayPattern",
    "AssignmentExpression",
    "AssignmentPattern",
    "AwaitExpression",
    "BinaryExpression",
    "BlockStatement",
    "BreakStatement",
    "CallExpression",
    "CatchClause",
    "ChainExpression",
    "ClassBody",
    "ConditionalExpression",
    "ContinueStatement",
    "DoWhileStatement",
    "EmptyStatement",
    "ExpressionStatement",
    "ForInStatement",
    "ForOfStatement",
    "ForStatement",
    "IfStatement",
    "ImportExpression",
    "LabeledStatement",
    "Literal",
    "LogicalExpression",
    "NewExpression",
    "ObjectExpression",
    "ObjectPattern",
    "ParenthesizedExpression",
    "PrivateIdentifier",
    "PrivateInExpression",
    "RestElement",
    "ReturnStatement",
    "SequenceExpression",
    "SpreadElement",
    "StaticBlock",
    "Super",
    "SwitchCase",
    "SwitchStatement",
    "TaggedTemplateExpression",
    "TemplateElement",
    "TemplateLiteral",
    "ThisExpression",
    "ThrowStatement",
    "TryStatement",
    "UnaryExpression",
    "UpdateExpression",
    "VariableDeclarator",
    "WhileStatement",
    "YieldExpression",
  ].map((type): [string, Visitor] => [type, asJavaScript]),
  ["MemberExpression", named("property", isNotComputed)],
  ["MetaProperty", () => {}],
  ["Program", program],
  ["Property", withKey],
  ["ArrowFunctionExpression", arrow],
  ["ClassDeclaration", withName(classLike)],
  ["ClassExpression", classLike],
  ["MethodDefinition", member],
  ["PropertyDefinition", member],
  ["FunctionDeclaration", ambientOr(withName(functionLike))],
  ["FunctionExpression", functionLike],
  ["Identifier", identifier],
  ["VariableDeclaration", ambientOr(asJavaScript)],
  ["TSAsExpression", behindExpression],
  ["TSNonNullExpression", behindExpression],
  ["TSSatisfiesExpression", behindExpression],
  ["TSTypeAnnotation", types],
  ["TSTypeParameterDeclaration", types],
  ["TSTypeParameterInstantiation", types],
  ...[
    "TSAnyKeyword",
    "TSArrayType",
    "TSBigIntKeyword",
    "TSBooleanKeyword",
    "TSCallSignatureDeclaration",
    "TSClassImplements",
    "TSConditionalType",
    "TSFunctionType",
    "TSImportType",
    "TSIndexedAccessType",
    "TSInferType",
    "TSInterfaceBody",
    "TSInterfaceHeritage",
    "TSIntersectionType",
    "TSLiteralType",
    "TSMappedType",
    "TSNamedTupleMember",
    "TSNeverKeyword",
    "TSNullKeyword",
    "TSNumberKeyword",
    "TSObjectKeyword",
    "TSOptionalType",
    "TSParenthesizedType",
    "TSQualifiedName",
    "TSRestType",
    "TSStringKeyword",
    "TSSymbolKeyword",
    "TSTemplateLiteralType",
    "TSThisType",
    "TSTupleType",
    "TSTypeLiteral",
    "TSTypeOperator",
    "TSTypeParameter",
    "TSTypePredicate",
    "TSTypeQuery",
    "TSTypeReference",
    "TSUndefinedKeyword",
    "TSUnionType",
    "TSUnknownKeyword",
    "TSVoidKeyword",
  ].map((type): [string, Visitor] => [type, asJavaScript]),
  ["TSIndexSignature", withKey],
  ["TSMethodSignature", withKey],
  ["TSPropertySignature", withKey],
  ...[...typeStatements].map((type): [string, Visitor] => [type, statement]),
]);
