import { createRequire } from "node:module";
import type { JsonSchema } from "@chartmodel/json-schema";
import type { Ajv } from "ajv";
import { UsageError } from "../usage-error.ts";
import { createFillDefaults } from "../validate/fill-defaults.ts";

const require = createRequire(import.meta.url);

/** Whether Helm takes a user's values for a chart with this schema. */
export type Verdict = (values: unknown) => boolean;

/**
 * Judges values as Helm does: laid over the chart's own, which here are the schema's defaults, and then checked by ajv.
 *
 * @throws {UsageError} for what is no schema of draft-07 or 2020-12.
 */
export function createVerdict(schema: JsonSchema, shownAs: string): Verdict {
  const ajv = ajvFor(String(schema.$schema).includes("2020-12") ? "2020-12" : "draft-07");
  try {
    const check = ajv.compile(schema);
    // Schemas of one name may meet in a comparison.
    ajv.removeSchema(schema);
    const fill = createFillDefaults(schema);
    return (values) => check(fill(values)) === true;
  } catch (error) {
    throw new UsageError(`${shownAs} is no JSON Schema: ${(error as Error).message}`);
  }
}

const instances = new Map<string, Ajv>();

/** Making one takes longer than compiling a small schema. */
function ajvFor(dialect: "draft-07" | "2020-12"): Ajv {
  let ajv = instances.get(dialect);
  if (!ajv) {
    const { default: Dialect } =
      dialect === "draft-07"
        ? (require("ajv") as typeof import("ajv"))
        : (require("ajv/dist/2020.js") as typeof import("ajv/dist/2020.js"));
    // Helm 3 does not check formats, and a schema of others may have keywords that ajv does not know.
    ajv = new Dialect({ strict: false, validateFormats: false });
    instances.set(dialect, ajv);
  }
  return ajv;
}
