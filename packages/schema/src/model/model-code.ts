import type { JsonSchema } from "@chartmodel/json-schema";
import { type FillDefaults, fillSource } from "../validate/fill-defaults.ts";
import { type Verdict, verdictsSource } from "../validate/verdict-source.ts";

/** What is generated for a model. */
export interface ModelCode {
  readonly fill: FillDefaults;
  readonly isValid: Verdict;
}

/** The body of a CommonJS module whose exports are a {@link ModelCode}. */
export function modelSource(schema: JsonSchema): string {
  return `exports.fill = ${fillSource(schema)};\nexports.isValid = ${verdictsSource([schema], schema)}[0];\n`;
}
