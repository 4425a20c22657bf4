import { didYouMean, type Issue, keysOf, parsePath, schemasAt } from "@chartmodel/json-schema";
import { errorsOf } from "../../validate/ajv-error.ts";
import { compileCheck } from "../../validate/compile-check.ts";
import { toIssues } from "../../validate/to-issues.ts";
import { type Tool, tools } from "./tools.ts";

/** What is wrong with the arguments that a tool was called with: a sentence each, which names the tool and the argument. */
export function wrongArguments(name: string, input: unknown): string[] {
  const tool = tools.find((one) => one.name === name);
  if (!tool) return [`there is no tool ${JSON.stringify(name)}`];
  const { inputSchema } = tool;
  return toIssues(errorsOf(compileCheck(inputSchema), input), inputSchema, input).map((issue) =>
    sentence(tool, issue),
  );
}

function sentence({ name, inputSchema }: Tool, { path, code, expected, received }: Issue): string {
  if (path === "") return `${name}: the arguments must be an object, but are ${received}`;
  const segments = parsePath(path);
  if (code === "unknown-key") {
    const known = keysOf(schemasAt(inputSchema, segments.slice(0, -1)));
    const others = known.length > 0 ? `; remove it, or use one of ${known.join(", ")}` : "; remove it";
    return `${name}: there is no argument ${path}${didYouMean(`${segments.at(-1)}`, known) || others}`;
  }
  const [{ description } = {}] = schemasAt(inputSchema, segments);
  const about = description === undefined ? "" : ` (${description})`;
  return code === "required"
    ? `${name}: the argument ${path} is missing: expected ${expected}${about}`
    : `${name}: the argument ${path} must be ${expected}, but is ${received}${about}`;
}
