import { createRequire } from "node:module";
import type { JsonSchema } from "@chartmodel/json-schema";
import type { Ajv, ValidateFunction } from "ajv";
import { UsageError } from "../usage-error.ts";
import { createFillDefaults } from "../validate/fill-defaults.ts";
import { layOver } from "../validate/lay-over.ts";

const require = createRequire(import.meta.url);

/** Whether a value is valid. */
export type Check = (value: unknown) => boolean;

/**
 * Whether Helm takes a user's values for a chart with this schema: laid over the chart's own, and then checked.
 *
 * @param own - the chart's values: see {@link ownValues}.
 * @throws {UsageError} for what is no schema of draft-07 or 2020-12.
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
 * @throws {UsageError} for what is no schema of draft-07 or 2020-12.
 */
export function createCheck(schema: JsonSchema, shownAs: string): Check {
  const check = compile(schema, shownAs, false);
  return (value) => check(value) === true;
}

/**
 * Prepares to tell where Helm refuses a user's values, as {@link createVerdict} tells whether: keys and numbers of items,
 * down to what is wrong or missing.
 */
export function createFaults(schema: JsonSchema, own: unknown, shownAs: string) {
  const check = compile(schema, shownAs, true);
  return (values: unknown): string[][] => {
    check(layOver(own, values));
    return (check.errors ?? []).map(({ instancePath, params }) => {
      const key = params["additionalProperty"] ?? params["missingProperty"];
      const above = instancePath.split("/").slice(1);
      const steps = above.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
      return key === undefined ? steps : [...steps, String(key)];
    });
  };
}

function compile(schema: JsonSchema, shownAs: string, allErrors: boolean): ValidateFunction {
  const ajv = ajvFor(String(schema.$schema).includes("2020-12") ? "2020-12" : "draft-07", allErrors);
  try {
    const check = ajv.compile(schema);
    // Schemas of one name may meet in a comparison.
    ajv.removeSchema(schema);
    return check;
  } catch (error) {
    throw new UsageError(`${shownAs} is no JSON Schema: ${(error as Error).message}`);
  }
}

const instances = new Map<string, Ajv>();

/** Making one takes longer than compiling a small schema. */
function ajvFor(dialect: "draft-07" | "2020-12", allErrors: boolean): Ajv {
  const name = `${dialect} ${allErrors}`;
  let ajv = instances.get(name);
  if (!ajv) {
    const { default: Dialect } =
      dialect === "draft-07"
        ? (require("ajv") as typeof import("ajv"))
        : (require("ajv/dist/2020.js") as typeof import("ajv/dist/2020.js"));
    // Helm 3 does not check formats, and a schema of others may have keywords that ajv does not know.
    ajv = new Dialect({ strict: false, validateFormats: false, logger: false, allErrors });
    instances.set(name, ajv);
  }
  return ajv;
}
