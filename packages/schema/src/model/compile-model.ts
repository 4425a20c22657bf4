import type { JsonSchema } from "@chartmodel/json-schema";
import type { TSchema } from "typebox";
import { codeOf } from "../kept-code/kept-code.ts";
import { type CompiledCheck, errorsOf } from "../validate/ajv-error.ts";
import { compileCheck } from "../validate/compile-check.ts";
import type { ModelCode } from "../validate/fill-defaults.ts";
import { createModel, type Model } from "./create-model.ts";
import { modelSource } from "./model-code.ts";

/**
 * Makes a model of a schema by compiling it in this process.
 *
 * @param check - throws where the schema is not fit for a model; not called where its code was kept, which is only done
 *   after it passed.
 */
export function compileModel<Schema extends TSchema>(
  name: string,
  schema: JsonSchema,
  check: () => void,
): Model<Schema> {
  const code = codeOf<ModelCode>(schema, "model", () => {
    check();
    return modelSource(schema);
  });
  let compiled: CompiledCheck | undefined;
  return createModel(name, {
    schema: () => schema,
    complete: (value) => code().complete(value),
    accepts: (value) => code().accepts(value),
    errorsOf(value) {
      // To look a check up by its schema's text takes longer than to run it.
      compiled ??= compileCheck(schema);
      return errorsOf(compiled, value);
    },
  });
}
