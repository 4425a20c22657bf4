import type { JsonSchema } from "@chartmodel/json-schema";
import { textOf } from "../kept-code/kept-code.ts";
import { generatedNotice } from "./generated-notice.ts";
import { withMessages } from "./with-messages.ts";
import { withoutSecretDefaults } from "./without-secret-defaults.ts";

/**
 * A model's JSON Schema, as a file; the default of a secret is not in it.
 *
 * @param project - name of the project that the model belongs to; a file that names it is reported when nothing makes
 *   it any more. @default none
 */
export function schemaJson(name: string, schema: JsonSchema, project?: string): string {
  return textOf(schema, `schema ${JSON.stringify([name, project])}`, () => {
    const { $schema, ...shown } = withMessages(withoutSecretDefaults(schema));
    const from = [...(project === undefined ? [] : [project]), `the model of ${name}`];
    const document = { $schema, $comment: generatedNotice(from), ...shown };
    return `${JSON.stringify(document, null, 2)}\n`;
  });
}
