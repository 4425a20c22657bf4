import type { JsonSchema } from "@chartmodel/json-schema";
import { type Complete, completeSource } from "../validate/fill-defaults.ts";

/** What is generated for a model. */
export interface ModelCode {
  readonly complete: Complete;
}

/** The body of a CommonJS module whose exports are a {@link ModelCode}. */
export function modelSource(schema: JsonSchema): string {
  return `exports.complete = ${completeSource(schema)};\n`;
}
