/** The part of JSON Schema draft-07 that ts-json-schema-generator writes for these types. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  const?: string;
  enum?: unknown[];
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  additionalProperties?: boolean | JsonSchema;
  minimum?: number;
  maximum?: number;
  pattern?: string;
}
