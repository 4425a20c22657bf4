import { isRecord } from "@chartmodel/json-schema";
import { parseAllDocuments } from "yaml";
import type { ManifestSchemas } from "../manifest-checks/manifest-validators.ts";

/** The schemas in texts of CustomResourceDefinitions, by `<group>/<version>/<kind>`, closed where the API server prunes. */
export function customResourceSchemas(texts: Iterable<string>): ManifestSchemas {
  const schemas: Record<string, object> = {};
  for (const text of texts) {
    if (!text.includes("CustomResourceDefinition")) continue;
    for (const document of parseAllDocuments(text, { logLevel: "error" })) {
      const content: unknown = document.errors.length > 0 ? undefined : document.toJS();
      if (!isRecord(content) || content.kind !== "CustomResourceDefinition" || !isRecord(content.spec))
        continue;
      const { group, names, versions } = content.spec;
      if (!isRecord(names) || !Array.isArray(versions)) continue;
      for (const version of versions.filter(isRecord)) {
        const schema = isRecord(version.schema) ? version.schema.openAPIV3Schema : undefined;
        if (isRecord(schema)) schemas[`${group}/${version.name}/${names.kind}`] = closed(schema, true);
      }
    }
  }
  return schemas;
}

/** The API server drops keys that such a schema does not name, unless it says that it keeps them. */
function closed(schema: Record<string, unknown>, isRoot = false): Record<string, unknown> {
  const { properties, additionalProperties, items, ...rest } = schema;
  const copy: Record<string, unknown> = { ...rest };
  if (isRecord(items)) copy.items = closed(items);
  if (isRecord(additionalProperties)) copy.additionalProperties = closed(additionalProperties);
  else if (additionalProperties !== undefined) copy.additionalProperties = additionalProperties;
  if (!isRecord(properties)) return copy;
  copy.properties = {
    ...Object.fromEntries(
      Object.entries(properties).map(([key, child]) => [key, isRecord(child) ? closed(child) : child]),
    ),
    ...(isRoot && { apiVersion: { type: "string" }, kind: { type: "string" }, metadata: { type: "object" } }),
  };
  const keeps =
    schema["x-kubernetes-preserve-unknown-fields"] === true ||
    schema["x-kubernetes-embedded-resource"] === true;
  if (!keeps && additionalProperties === undefined) copy.additionalProperties = false;
  return copy;
}
