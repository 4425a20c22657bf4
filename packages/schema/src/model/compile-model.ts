import type { TSchema } from "typebox";
import { compileCheck } from "../validate/compile-check.ts";
import { createFillDefaults } from "../validate/fill-defaults.ts";
import { createModel, type Model } from "./create-model.ts";
import type { JsonSchema } from "./json-schema.ts";

/** Makes a model of a schema by compiling it in this process. */
export function compileModel<Schema extends TSchema>(name: string, schema: JsonSchema): Model<Schema> {
  return createModel(name, {
    schema: () => schema,
    fill: createFillDefaults(schema),
    check: compileCheck(schema),
  });
}
