import type { JsonSchema } from "./json-schema.ts";

const META = "io.k8s.apimachinery.pkg";
const CRD = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1";
const intOrStringRef = `#/definitions/${META}.util.intstr.IntOrString`;

// What the types cannot say, or say wrongly: unions of number and string, and
// objects of free content, whose interfaces are empty.
const replaced: Record<string, JsonSchema> = {
  [`${META}.api.resource.Quantity`]: {
    type: ["string", "number"],
    pattern: "^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$",
    description: "A quantity: a number with a suffix such as m, k, M, G, Ki, Mi or Gi.",
  },
  [`${META}.util.intstr.IntOrString`]: {
    type: ["integer", "string"],
    description: "A whole number, or a name or percentage.",
  },
  [`${META}.runtime.RawExtension`]: { type: "object" },
  [`${META}.apis.meta.v1.FieldsV1`]: { type: "object" },
  [`${CRD}.JSONSchemaProps`]: { type: "object" },
  [`${CRD}.CustomResourceSubresourceStatus`]: { type: "object" },
};

const portNumber = /^(port|targetPort|containerPort|number|endPort)$/;
// 0 is the same as leaving these out.
const optionalPortNumber = /^(nodePort|hostPort|healthCheckNodePort)$/;

/**
 * Makes of the generated schemas what Kubernetes accepts and Helm and ajv read
 * alike: whole numbers, port ranges, nothing beside a `$ref`, no description
 * longer than a sentence.
 */
export function tighten(definitions: Record<string, JsonSchema>): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(definitions).map(([name, schema]) => [name, replaced[name] ?? tightenDefinition(schema)]),
  );
}

function tightenDefinition(schema: JsonSchema): JsonSchema {
  const tightened = tightenSchema(schema);
  if (!tightened.properties?.kind?.const) return tightened;
  // The status is the cluster's to write, and a claim template inside a
  // StatefulSet has neither apiVersion nor kind.
  const { status, ...properties } = tightened.properties;
  if (status) properties.status = { type: "object" };
  const required = tightened.required?.filter((key) => key !== "apiVersion" && key !== "kind") ?? [];
  const { required: _, ...rest } = tightened;
  return { ...rest, properties, ...(required.length > 0 ? { required } : {}) };
}

function tightenSchema(schema: JsonSchema, key?: string): JsonSchema {
  if (schema.$ref === intOrStringRef && key !== undefined && portNumber.test(key)) {
    return { type: ["integer", "string"], minimum: 1, maximum: 65535 };
  }
  if (schema.$ref !== undefined) return { $ref: schema.$ref };
  const result: JsonSchema = {};
  if (schema.type !== undefined) result.type = schema.type;
  // Every number of the API is whole, but for those of JSONSchemaProps, replaced above.
  if (schema.type === "number") Object.assign(result, integer(schema, key));
  if (schema.const !== undefined) result.const = schema.const;
  if (schema.enum !== undefined) result.enum = schema.enum;
  if (schema.description !== undefined) result.description = firstSentence(schema.description);
  if (schema.properties !== undefined) {
    result.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, property]) => [name, tightenSchema(property, name)]),
    );
  }
  if (schema.required !== undefined) result.required = schema.required;
  if (schema.items !== undefined) result.items = tightenSchema(schema.items);
  if (schema.additionalProperties !== undefined) {
    result.additionalProperties =
      typeof schema.additionalProperties === "object"
        ? tightenSchema(schema.additionalProperties)
        : schema.additionalProperties;
  }
  return result;
}

function integer({ description = "" }: JsonSchema, key = ""): JsonSchema {
  if (portNumber.test(key)) return { type: "integer", minimum: 1, maximum: 65535 };
  if (optionalPortNumber.test(key)) return { type: "integer", minimum: 0, maximum: 65535 };
  const [, minimum] = /Minimum value is (\d+)/.exec(description) ?? [];
  if (minimum !== undefined) return { type: "integer", minimum: Number(minimum) };
  if (/[Vv]alue must be (a )?(non-negative|positive) integer/.test(description)) {
    return { type: "integer", minimum: /positive integer/.test(description) ? 1 : 0 };
  }
  return { type: "integer" };
}

/** The first sentence of a description, on one line. */
export function firstSentence(description: string): string {
  const [paragraph = ""] = description.split(/\n\s*\n/);
  const line = paragraph.replace(/\s+/g, " ").replaceAll("\\*", "*").trim();
  // "e.g." and "i.e." end no sentence.
  return /^.*?(?<!e\.g|i\.e|etc)[.!?](?= [A-Z]|$)/.exec(line)?.[0] ?? line;
}
