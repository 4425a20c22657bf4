import { isAnnotation, type JsonSchema } from "@chartmodel/json-schema";
import { equalitySource } from "./equality.ts";
import {
  type KeywordTest,
  keywordTests,
  refuseUnless,
  typeTests,
  UnwrittenKeyword,
  type VerdictWriter,
} from "./verdict-keywords.ts";

/** Tells whether a value is valid, and nothing of what is wrong with one that is not. */
export type Verdict = (value: unknown) => boolean;

type Schema = JsonSchema | boolean;

/** What the written functions use. */
const helpers = `function lengthOf(text) {
  let length = 0;
  for (const _character of text) length++;
  return length;
}
${equalitySource}
function contains(list, is) {
  for (let index = 0; index < list.length; index++) if (is(list[index])) return true;
  return false;
}`;

/** Writes the functions of verdicts: see {@link createVerdicts}. */
export interface Verdicts extends VerdictWriter {
  /** Statements that declare all functions that were asked for. */
  source(): string;
}

/**
 * Prepares the writing of verdicts. It takes a fraction of the time that ajv takes to compile, so that a command after
 * an edit need not load ajv: ajv judges where a verdict is no. A value that a verdict accepts is one that ajv accepts.
 *
 * @param root - holds the definitions that references lead to.
 */
export function createVerdicts(root: JsonSchema): Verdicts {
  const names = new Map<string, string>();
  const patterns = new Map<string, string>();
  const functions: string[] = [];
  /** Functions by what is in them: most schemas differ by their descriptions alone. */
  const bodies = new Map<string, string>();
  const referredTo = new Set<string>();
  const writer: Verdicts = {
    functionFor(schema) {
      const target = resolveReference(schema, root);
      const text = JSON.stringify(target);
      const known = names.get(text);
      if (known !== undefined) {
        referredTo.add(known);
        return known;
      }
      // It has its name before its body is written: a definition may refer to itself.
      const name = `is${names.size}`;
      names.set(text, name);
      const body = writeBody(target, writer);
      const same = bodies.get(body);
      if (same !== undefined && !referredTo.has(name)) {
        names.set(text, same);
        return same;
      }
      bodies.set(body, name);
      functions.push(`function ${name}(value) {\n${body}\nreturn true;\n}`);
      return name;
    },
    patternFor(pattern) {
      const name = patterns.get(pattern) ?? `pattern${patterns.size}`;
      patterns.set(pattern, name);
      return name;
    },
    source() {
      const constants = [...patterns].map(
        ([pattern, name]) => `const ${name} = new RegExp(${JSON.stringify(pattern)}, "u");`,
      );
      return [helpers, ...constants, ...functions].join("\n");
    },
  };
  return writer;
}

/**
 * The source of an array with a {@link Verdict} for each schema; if one has what only ajv can judge, the verdicts accept
 * nothing.
 */
export function verdictsSource(schemas: readonly Schema[], root: JsonSchema): string {
  const writer = createVerdicts(root);
  try {
    const names = schemas.map(writer.functionFor);
    return `(() => {\n${writer.source()}\nreturn [${names.join(", ")}];\n})()`;
  } catch (error) {
    if (!(error instanceof UnwrittenKeyword)) throw error;
    return `[${schemas.map(() => "() => false").join(", ")}]`;
  }
}

/** Compiles the verdicts of schemas in this process. */
export function compileVerdicts(schemas: readonly Schema[], root: JsonSchema): Verdict[] {
  return new Function(`return ${verdictsSource(schemas, root)}`)() as Verdict[];
}

/** The schema that a bare `$ref` leads to. */
function resolveReference(schema: Schema, root: JsonSchema): Schema {
  let target = schema;
  for (const seen = new Set<Schema>(); typeof target === "object" && target.$ref !== undefined; ) {
    const { $ref, ...beside } = target;
    const found = $ref === "#" ? root : root.definitions?.[$ref.replace("#/definitions/", "")];
    if (!found || seen.has(target) || Object.keys(beside).some((keyword) => !isAnnotation(keyword)))
      throw new UnwrittenKeyword($ref);
    seen.add(target);
    target = found;
  }
  return target;
}

function writeBody(schema: Schema, writer: VerdictWriter): string {
  if (typeof schema === "boolean") return schema ? "" : "return false;";
  const types = schema.type === undefined ? [] : [schema.type].flat();
  const lines = types.length > 0 ? [refuseUnless(types.map(testOfType).join(" || "))] : [];
  const keywords = Object.entries(schema).filter(
    ([keyword, parameter]) => parameter !== undefined && keyword !== "type" && !isAnnotation(keyword),
  );
  const [onlyType] = types.length === 1 ? types : [];
  const known = onlyType === "integer" ? "number" : onlyType;
  for (const [kind, group] of Map.groupBy(keywords, ([keyword]) => testOf(keyword).kind)) {
    const statements = group.map(([keyword, parameter]) =>
      testOf(keyword).write(parameter as never, schema, writer),
    );
    const body = statements.filter((statement) => statement !== "").join("\n");
    if (body !== "")
      lines.push(kind === "any" || kind === known ? body : `if (${typeTests[kind]}) {\n${body}\n}`);
  }
  return lines.join("\n");
}

function testOf(keyword: string): KeywordTest {
  const test = Object.hasOwn(keywordTests, keyword) ? keywordTests[keyword] : undefined;
  if (!test) throw new UnwrittenKeyword(keyword);
  return test;
}

function testOfType(type: string): string {
  const test = Object.hasOwn(typeTests, type) ? typeTests[type] : undefined;
  if (test === undefined) throw new UnwrittenKeyword(type);
  return `(${test})`;
}
