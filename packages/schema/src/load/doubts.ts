/** A node of the tree that the parser gives: ESTree with TypeScript's own nodes. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** What Node makes of a node is not known for certain. */
export class Unsure extends Error {}

/**
 * Where the parser takes what Node refuses, on this or on that version, or Node removes what stands beside a type too.
 *
 * @throws {Unsure}
 */
export function refuseDoubtful(node: Node, source: string): void {
  if (doubts.get(node.type)?.(node, source)) throw new Unsure();
}

export const lineEnd = /[\r\n\u2028\u2029]/;

export const longestGap = 2000;

/** Spaces and comments, and the character that follows. */
export const afterGap = /^((?:\s|\/\/[^\r\n\u2028\u2029]*|\/\*[\s\S]*?\*\/)*)([\s\S]?)/;

export function isNode(value: unknown): value is Node {
  return typeof (value as Node | null)?.type === "string";
}

/** Statements that are nothing but types. */
export const typeStatements: ReadonlySet<string> = new Set([
  "TSInterfaceDeclaration",
  "TSTypeAliasDeclaration",
]);

export function isTypeStatement({ type, declare }: Node): boolean {
  return typeStatements.has(type) || declare === true;
}

/** Whether a name is one, or a modifier of what follows, depends on the line's end, and on who reads it. */
export function isModifier({ name }: Node): boolean {
  return /^(?:abstract|accessor|async|declare|get|in|out|override|private|protected|public|readonly|set|static)$/.test(
    String(name),
  );
}

type Doubt = (node: Node, source: string) => boolean;

/** What binds closer than a type has none before it without parentheses, but the parser takes it. */
const hasTypeBefore = ({ type }: Node): boolean =>
  type === "TSAsExpression" || type === "TSSatisfiesExpression";

const hasMark = ({ type, start, end }: Node, source: string): boolean =>
  type.endsWith("Pattern") && source.slice(start, end).includes("!");

const isOneOf =
  (...types: readonly string[]) =>
  ({ type }: Node): boolean =>
    types.includes(type);

const assignment: Doubt = (node, source) => {
  const target = (node["left"] ?? node["argument"]) as Node;
  // Not every Node knows a mark inside of a pattern.
  return hasTypeBefore(target) || hasMark(target, source);
};

/** Before a bracket it may be a name. */
const awaiting: Doubt = (node, source) =>
  !/^await [\w$"'`]/.test(source.slice(node.start, (node["argument"] as Node).start + 1));

/** What may be arguments of types is none for the parser where no call follows. */
const binary: Doubt = (node) => node["operator"] === ">" && (node["left"] as Node)["operator"] === "<";

/** Of a branch that is nothing but a type, Node leaves a semicolon. */
const branching: Doubt = (node, source) => {
  const branches = [node["consequent"], node["alternate"], node["body"]].filter(isNode);
  return branches.some(isTypeStatement) || (isNode(node["left"]) && hasMark(node["left"], source));
};

const call: Doubt = (node, source) => {
  const type = node["typeArguments"];
  if (isNode(type) && !/^[(`]/.test(source.slice(type.end))) return true;
  return hasTypeBefore((node["callee"] ?? node["tag"]) as Node);
};

/** A word by which a statement of TypeScript's may start. */
const expressionStatement: Doubt = (node) => (node["expression"] as Node).type === "Identifier";

/** Before a type this one may be an arrow function's. */
const behindExpression: Doubt = (node) => (node["expression"] as Node)["name"] === "async";

const nonNull: Doubt = (node, source) => {
  const expression = node["expression"] as Node;
  // Of a comment before it, Node leaves more.
  return hasTypeBefore(expression) || !/^\s*!$/.test(source.slice(expression.end, node.end));
};

const pattern: Doubt = (node) => node["optional"] === true;

/** Of an accessor's empty parentheses Node takes out the comments too. */
const property: Doubt = (node, source) =>
  node["kind"] === "get" && !/^\(\s*\)/.test(source.slice((node["value"] as Node).start));

/** Not every Node takes away what is no member. */
const unary: Doubt = (node) =>
  node["operator"] === "delete" && !isOneOf("MemberExpression", "ChainExpression")(node["argument"] as Node);

/** Not every Node has it. */
const using: Doubt = (node) => (node["kind"] as string).endsWith("using");

/** Of a mark on the next line too, Node makes that. */
const variable: Doubt = (node, source) => {
  const [, , next] = afterGap.exec(source.slice(node.end, node.end + longestGap)) ?? [];
  return node["definite"] === true || next === "!";
};

/** Node takes attributes on the line of what they are of alone. */
const ofModule: Doubt = (node, source) => {
  const from = node["source"];
  if (!isNode(from)) return false;
  const [gap = ""] = source.slice(from.end, node.end).trimEnd().split("{", 1);
  return lineEnd.test(gap);
};

/** The parser takes any values of parameters. */
const functionType: Doubt = (node) => ((node["params"] ?? []) as Node[]).some(isOneOf("AssignmentPattern"));

/** The parser takes any options. */
const importType: Doubt = (node) => node["options"] !== null;

/** Node takes it on one line, and reads these two names in a way of its own. */
const predicate: Doubt = (node, source) => {
  const { end, name } = node["parameterName"] as Node;
  const until = (node["typeAnnotation"] as Node | null)?.start ?? end;
  return name === "is" || name === "asserts" || lineEnd.test(source.slice(node.start, until));
};

/** The parser takes any modifiers before a part of a type. */
const signature: Doubt = (node, source) => {
  const name = (node["key"] ?? (node["parameters"] as Node[])[0]) as Node;
  // Of what has no type, the next line may be a part.
  const isOpen = name.type === "Literal" && node.end === name.end;
  const modifiers = source.slice(node.start, name.start);
  return isOpen || isModifier(name) || !modifiersOfSignature.test(modifiers) || functionType(node, source);
};

const modifiersOfSignature = /^(?:(?:readonly|get|set)\s+)?\[?\s*$/;

/** The parser takes more than a type in each gap. */
const templateType: Doubt = (node, source) =>
  (node["types"] as Node[]).some(({ end }) => source[end] !== "}");

/** The parser takes parts with names and without in one. */
const tuple: Doubt = (node) => {
  const elements = (node["elementTypes"] as Node[]).map((element) =>
    element.type === "TSRestType" ? (element["typeAnnotation"] as Node) : element,
  );
  const named = elements.filter(isOneOf("TSNamedTupleMember"));
  return named.length > 0 && named.length < elements.length;
};

const doubts = new Map<string, Doubt>([
  ["ArrayPattern", pattern],
  ["AssignmentExpression", assignment],
  ["AwaitExpression", awaiting],
  ["BinaryExpression", binary],
  ["CallExpression", call],
  ["DoWhileStatement", branching],
  ["ExportAllDeclaration", ofModule],
  ["ExportNamedDeclaration", ofModule],
  ["ExpressionStatement", expressionStatement],
  ["ForInStatement", branching],
  ["ForOfStatement", branching],
  ["ForStatement", branching],
  ["IfStatement", branching],
  ["ImportDeclaration", ofModule],
  ["LabeledStatement", branching],
  ["MemberExpression", ({ object }) => hasTypeBefore(object as Node)],
  ["NewExpression", call],
  ["ObjectPattern", pattern],
  ["Property", property],
  ["RestElement", pattern],
  ["TSAsExpression", behindExpression],
  ["TSFunctionType", functionType],
  ["TSImportType", importType],
  ["TSIndexSignature", signature],
  ["TSMethodSignature", signature],
  ["TSNonNullExpression", nonNull],
  ["TSPropertySignature", signature],
  ["TSSatisfiesExpression", behindExpression],
  ["TSTemplateLiteralType", templateType],
  ["TSTupleType", tuple],
  ["TSTypePredicate", predicate],
  ["TaggedTemplateExpression", call],
  ["UnaryExpression", unary],
  ["UpdateExpression", assignment],
  ["VariableDeclaration", using],
  ["VariableDeclarator", variable],
  ["WhileStatement", branching],
]);
