import { createRequire } from "node:module";
import type { JsonSchema } from "@chartmodel/json-schema";
import type { Ajv, ValidateFunction } from "ajv";
import { UsageError } from "../usage-error.ts";
import { addEqualityKeywords } from "../validate/equality-keywords.ts";
import { createFillDefaults } from "../validate/fill-defaults.ts";
import { layOver } from "../validate/lay-over.ts";
import { type Dialect, dialectOf } from "./dialect.ts";
import { formatsIn, isOfFormat } from "./formats.ts";
import { isMultiple } from "./is-multiple.ts";

const require = createRequire(import.meta.url);

/** Whether a value is valid; `undefined` where that hangs on a format about which releases of Helm may disagree. */
export type Check = (value: unknown) => boolean | undefined;

/**
 * Whether Helm takes a user's values for a chart with this schema: laid over the chart's own, and then checked.
 *
 * @param own - the chart's values: see {@link ownValues}.
 * @throws {UsageError} for what is no schema of draft-07, 2019-09 or 2020-12.
 */
export function createVerdict(schema: JsonSchema, own: unknown, shownAs: string): Check {
  const check = createCheck(schema, shownAs);
  return (values) => check(layOver(own, values));
}

/** The values of a chart whose schema has defaults: they alone, as deep as they reach without a user's values. */
export function ownValues(schema: JsonSchema): unknown {
  return createFillDefaults(schema)({});
}

/**
 * Prepares ajv's check.
 *
 * @throws {UsageError} for what is no schema of draft-07, 2019-09 or 2020-12; the check, for one that refers to itself
 *   without end.
 */
export function createCheck(schema: JsonSchema, shownAs: string): Check {
  const strict = compile(schema, shownAs, { doubts: false });
  const isValid = (check: ValidateFunction, value: unknown) => ends(() => check(value) === true, shownAs);
  if (formatsIn(schema).size === 0) return (value) => isValid(strict, value);
  const lenient = compile(schema, shownAs, { doubts: true });
  return (value) => {
    const verdict = isValid(strict, value);
    return verdict === isValid(lenient, value) ? verdict : undefined;
  };
}

/**
 * Prepares to tell where Helm refuses a user's values, as {@link createVerdict} tells whether: keys and numbers of items,
 * down to what is wrong or missing.
 */
export function createFaults(schema: JsonSchema, own: unknown, shownAs: string) {
  const check = compile(schema, shownAs, { doubts: false, allErrors: true });
  return (values: unknown): string[][] => {
    ends(() => check(layOver(own, values)), shownAs);
    return (check.errors ?? []).map(({ instancePath, params }) => {
      const key = params["additionalProperty"] ?? params["missingProperty"];
      const above = instancePath.split("/").slice(1);
      const steps = above.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
      return key === undefined ? steps : [...steps, String(key)];
    });
  };
}

interface CompileOptions {
  /** What is taken for the verdict of a format where releases of Helm may disagree. */
  readonly doubts: boolean;
  readonly allErrors?: boolean;
}

function compile(schema: JsonSchema, shownAs: string, options: CompileOptions): ValidateFunction {
  const dialect = dialectOf(schema, shownAs);
  const ajv = ajvFor(dialect, options);
  for (const format of formatsIn(schema))
    ajv.addFormat(format, (text: string) => {
      // Later drafts have formats as notes: Helm 4 then asserts none, and Helm 3 did.
      const is = isOfFormat(format, text);
      return is === false && dialect !== "draft-07" ? options.doubts : (is ?? options.doubts);
    });
  try {
    const check = ends(() => ajv.compile(schema), shownAs);
    // Schemas of one name may meet in a comparison.
    ajv.removeSchema(schema);
    return check;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${shownAs} is no JSON Schema: ${(error as Error).message}`);
  }
}

/** A schema may refer to itself so that no value is ever decided. */
function ends<Result>(check: () => Result, shownAs: string): Result {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(`${shownAs} refers to itself without end: Helm refuses it`);
  }
}

const instances = new Map<string, Ajv>();

/** Making one takes longer than compiling a small schema. */
function ajvFor(dialect: Dialect, { doubts, allErrors = false }: CompileOptions): Ajv {
  const name = `${dialect} ${allErrors} ${doubts}`;
  let ajv = instances.get(name);
  if (!ajv) {
    const { default: Dialect } = libraryFor(dialect);
    // A schema of others may have keywords that ajv does not know.
    ajv = new Dialect({ strict: false, logger: false, allErrors });
    // ajv reads it in this draft, too, and Helm does not.
    if (dialect === "2019-09") ajv.removeKeyword("$dynamicRef");
    // ajv divides binary fractions: 0.6 is no multiple of 0.1 to it.
    ajv.removeKeyword("multipleOf");
    ajv.addKeyword({
      keyword: "multipleOf",
      type: "number",
      schemaType: "number",
      validate: (step: number, number: number) => isMultiple(number, step),
    });
    addEqualityKeywords(ajv);
    instances.set(name, ajv);
  }
  return ajv;
}

function libraryFor(dialect: Dialect): { default: typeof Ajv } {
  switch (dialect) {
    case "draft-07":
      return require("ajv") as typeof import("ajv");
    case "2019-09":
      return require("ajv/dist/2019.js") as typeof import("ajv/dist/2019.js");
    case "2020-12":
      return require("ajv/dist/2020.js") as typeof import("ajv/dist/2020.js");
  }
}
