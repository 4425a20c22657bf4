import type { JsonSchema } from "@chartmodel/json-schema";
import { generatedNotice } from "./generated-notice.ts";

/** A model's `values.schema.json`. */
export function schemaJson(name: string, { $schema, ...schema }: JsonSchema): string {
  const document = { $schema, $comment: generatedNotice(`the model of ${name}`), ...schema };
  return `${JSON.stringify(document, null, 2)}\n`;
}
