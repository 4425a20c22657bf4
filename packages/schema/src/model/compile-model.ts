import type { JsonSchema } from "@chartmodel/json-schema";
import type { TSchema } from "typebox";
import { errorsOf } from "../validate/ajv-error.ts";
import { compileCheck } from "../validate/compile-check.ts";
import { createFillDefaults } from "../validate/fill-defaults.ts";
import { createModel, type Model } from "./create-model.ts";

/** Makes a model of a schema by compiling it in this process. */
export function compileModel<Schema extends TSchema>(name: string, schema: JsonSchema): Model<Schema> {
  const check = compileCheck(schema);
  return createModel(name, {
    schema: () => schema,
    fill: createFillDefaults(schema),
    isValid: check,
    errorsOf: (value) => errorsOf(check, value),
  });
}
