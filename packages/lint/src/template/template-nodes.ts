import { TemplateSyntaxError } from "./lex-template.ts";
import { type Expression, type Node, type Pipeline, parseTemplate } from "./parse-template.ts";

/** The folder of templates: `.Template.BasePath`. */
export const basePath = "BasePath";

/** The texts that are sure to be in what an expression prints, and a mark for the folder of templates. */
export function textsIn(expression: Expression): string[] {
  switch (expression.type) {
    case "text":
      return expression.value.split(/%[-+# 0-9.]*[a-z]/i).filter((part) => part !== "");
    case "fields":
      return expression.names.includes(basePath) ? [basePath] : [];
    case "pipeline": {
      const [command = [], ...others] = expression.pipeline.commands;
      const [head, ...operands] = command;
      const prints = head?.type === "function" && /^printf?$/.test(head.value);
      return prints && others.length === 0 ? operands.flatMap(textsIn) : [];
    }
    default:
      return [];
  }
}

/** The nodes of a text that is a template; `undefined` for one that is none, or that cannot be parsed. */
export function parseIfTemplate(text: string): Node[] | undefined {
  if (!text.includes("{{")) return undefined;
  try {
    return parseTemplate(text);
  } catch (error) {
    if (error instanceof TemplateSyntaxError) return undefined;
    throw error;
  }
}

/** Whether a body assigns to a variable from outside of it. */
export function assigns(nodes: readonly Node[]): boolean {
  return nodes.some((node) => {
    if (node.type === "output") return node.pipeline.variables.length > 0 && !node.pipeline.declares;
    if (node.type === "if" || node.type === "with" || node.type === "range")
      return assigns(node.body) || assigns(node.otherwise);
    return false;
  });
}

/**
 * Whether what a condition asks for is refused: its body ends the rendering with a message, by `fail`, or by nothing but
 * `required`, which is given what nobody sets.
 */
export function refuses(body: readonly Node[], otherwise: readonly Node[]): boolean {
  return (
    body.some((node) => calls(node, "fail")) ||
    (body.length > 0 &&
      otherwise.length === 0 &&
      body.every((node) => calls(node, "required")) &&
      !assigns(body))
  );
}

function calls(node: Node, name: string): boolean {
  return (
    node.type === "output" &&
    node.pipeline.commands.some(([head]) => head?.type === "function" && head.value === name)
  );
}

/**
 * Whether a `with` only shortens what its body reads: fields of the dot, and never the dot itself, which a map that may be
 * left out is printed or handed on by.
 */
export function isScope(body: readonly Node[], otherwise: readonly Node[]): boolean {
  if (otherwise.length > 0) return false;
  const dots = body.flatMap(dotsIn);
  return dots.length > 0 && dots.every((dot) => dot === "fields");
}

type Dot = "whole" | "fields";

/** How the dot is read, up to where another one takes its place. */
function dotsIn(node: Node): Dot[] {
  switch (node.type) {
    case "output":
      return dotsInPipeline(node.pipeline);
    case "template":
      return node.argument ? dotsInPipeline(node.argument) : [];
    case "if":
    case "with":
    case "range":
      return [
        ...dotsInPipeline(node.pipeline),
        ...(node.type === "if" ? node.body.flatMap(dotsIn) : []),
        ...node.otherwise.flatMap(dotsIn),
      ];
    default:
      return [];
  }
}

function dotsInPipeline({ commands }: Pipeline): Dot[] {
  return commands.flat().flatMap(dotsInExpression);
}

function dotsInExpression(expression: Expression): Dot[] {
  switch (expression.type) {
    case "dot":
      return ["whole"];
    case "fields":
      return expression.of.type === "dot" ? ["fields"] : dotsInExpression(expression.of);
    case "pipeline":
      return dotsInPipeline(expression.pipeline);
    default:
      return [];
  }
}
