import { type JsonSchema, mapSubschemas } from "@chartmodel/json-schema";
import { textOf } from "../kept-code/kept-code.ts";
import type { Output } from "../project/output.ts";
import { schemaJson } from "./schema-json.ts";

/**
 * The JSON Schema of an overlay: what the environment model takes, any part of it. An editor completes and describes
 * the keys of an overlay by it, for instance where the file starts with `# yaml-language-server: $schema=...`.
 */
export function overlaySchema({
  path,
}: {
  /** The file to write. */
  path: string;
}): Output {
  return {
    projectFiles: ({ project: { name, environment } }) => {
      const { schema } = environment;
      const content = textOf(schema, `overlay ${JSON.stringify(name)}`, () =>
        schemaJson(`${name}, for overlays`, anyPartOf(schema)),
      );
      return [{ path, content }];
    },
  };
}

/** Keywords that ask for something to be there, which may be in a layer below. */
const aboutTheWhole = ["required", "minProperties", "dependencies", "if", "then", "else", "not"] as const;

/** Lists are replaced whole, so what is in them is complete. */
const keptWhole = new Set(["items", "additionalItems", "contains", "propertyNames", "definitions"]);

/** The schema of any part of what a schema takes; objects are merged key by key, those of a map too. */
export function anyPartOf({ definitions = {}, ...schema }: JsonSchema): JsonSchema {
  const partial: Record<string, JsonSchema> = {};
  const part = (whole: JsonSchema): JsonSchema => {
    const kept: JsonSchema = { ...whole };
    for (const keyword of aboutTheWhole) delete kept[keyword];
    const { oneOf, $ref, ...rest } = mapSubschemas(kept, (inner, keyword) =>
      keptWhole.has(keyword) ? inner : part(inner),
    );
    // More than one branch may take a part.
    return { ...rest, ...(oneOf && { anyOf: oneOf }), ...($ref !== undefined && { $ref: partOf($ref) }) };
  };
  const partOf = ($ref: string): string => {
    const name = $ref.replace("#/definitions/", "");
    const partName = `part of ${name}`;
    const definition = definitions[name];
    if (definition && !(partName in partial)) {
      partial[partName] = {};
      partial[partName] = part(definition);
    }
    return `#/definitions/${encodeURIComponent(partName)}`;
  };
  const body = part(schema);
  return { ...body, definitions: { ...definitions, ...partial } };
}
