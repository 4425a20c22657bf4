import type { JsonSchema } from "@chartmodel/json-schema";
import { modelCodeSource } from "../validate/fill-defaults.ts";

/** The body of a CommonJS module that exports a `ModelCode`. */
export function modelSource(schema: JsonSchema): string {
  return `Object.assign(exports, ${modelCodeSource(schema)});\n`;
}
