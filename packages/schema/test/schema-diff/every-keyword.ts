import { assertedFormats, formatTexts } from "../../src/schema-diff/formats.ts";

export const drafts = {
  "draft-07": "http://json-schema.org/draft-07/schema#",
  "2019-09": "https://json-schema.org/draft/2019-09/schema",
  "2020-12": "https://json-schema.org/draft/2020-12/schema",
};

export type Draft = keyof typeof drafts;

/** A keyword that comes, or gets another value. */
export interface KeywordChange {
  readonly keyword: string;
  readonly before: object;
  readonly after: object;
  /** What Helm takes before, and refuses after in `refusing`. */
  readonly value: unknown;
  readonly refusing: readonly Draft[];
  /** Drafts of which Helm takes no schema with this. */
  readonly never?: readonly Draft[];
}

const all: readonly Draft[] = ["draft-07", "2019-09", "2020-12"];
const later: readonly Draft[] = ["2019-09", "2020-12"];

const comes = (
  keyword: string,
  said: unknown,
  value: unknown,
  refusing: readonly Draft[] = all,
  beside: object = {},
  never: readonly Draft[] = [],
): KeywordChange => ({
  keyword,
  before: beside,
  after: { ...beside, [keyword]: said },
  value,
  refusing,
  never,
});

/** What the references of the table refer to. */
export const referred: object = {
  definitions: { text: { type: "string" }, any: {} },
  $defs: { text: { type: "string" }, named: { $anchor: "named", type: "string" } },
};

/** Every keyword of the vocabularies of draft-07, 2019-09 and 2020-12. */
export const everyKeyword: readonly KeywordChange[] = [
  // Any value
  comes("type", "string", 1),
  comes("enum", [1], 2),
  comes("const", 1, 2),
  // Numbers
  comes("multipleOf", 2, 3),
  comes("maximum", 2, 3),
  comes("exclusiveMaximum", 2, 2),
  comes("minimum", 2, 1),
  comes("exclusiveMinimum", 2, 2),
  // Texts
  comes("maxLength", 1, "ab"),
  comes("minLength", 2, "a"),
  comes("pattern", "^b", "a"),
  ...assertedFormats.map((format) => comes("format", format, formatTexts(format)[1], ["draft-07"])),
  comes("format", "of-nobody", "a", []),
  // Lists
  comes("items", { type: "string" }, [1]),
  comes("items", [{ type: "string" }], [1], ["draft-07", "2019-09"], {}, ["2020-12"]),
  comes("additionalItems", false, [1, 2], ["draft-07", "2019-09"], { items: [{}] }, ["2020-12"]),
  comes("prefixItems", [{ type: "string" }], [1], ["2020-12"]),
  comes("maxItems", 1, [1, 2]),
  comes("minItems", 1, []),
  comes("uniqueItems", true, [1, 1]),
  comes("contains", { const: 1 }, [2]),
  comes("minContains", 2, [1], later, { contains: { const: 1 } }),
  comes("maxContains", 1, [1, 1], later, { contains: { const: 1 } }),
  comes("unevaluatedItems", false, [1], later),
  // Objects
  comes("properties", { a: { type: "string" } }, { a: 1 }),
  comes("patternProperties", { "^a": { type: "string" } }, { a: 1 }),
  comes("additionalProperties", false, { a: 1 }),
  comes("unevaluatedProperties", false, { a: 1 }, later),
  comes("propertyNames", { pattern: "^b" }, { a: 1 }),
  comes("maxProperties", 1, { a: 1, b: 1 }),
  comes("minProperties", 1, {}),
  comes("required", ["a"], {}),
  comes("dependencies", { a: ["b"] }, { a: 1 }),
  comes("dependentRequired", { a: ["b"] }, { a: 1 }, later),
  comes("dependentSchemas", { a: { required: ["b"] } }, { a: 1 }, later),
  // Several schemas
  comes("allOf", [{ type: "string" }], 1),
  comes("anyOf", [{ type: "string" }], 1),
  comes("oneOf", [{ type: "string" }], 1),
  comes("not", { type: "integer" }, 1),
  comes("if", { type: "integer" }, 1, all, { then: false }),
  comes("then", false, 1, all, { if: { type: "integer" } }),
  comes("else", false, "a", all, { if: { type: "integer" } }),
  // References
  comes("$ref", "#/definitions/text", 1),
  comes("$ref", "#/$defs/text", 1),
  comes("$ref", "#named", 1, later, {}, ["draft-07"]),
  comes("$recursiveRef", "#", 1, later),
  comes("$dynamicRef", "#/$defs/text", 1, ["2020-12"]),
  {
    keyword: "$id",
    before: {
      $id: "https://a.example/inner",
      allOf: [{ $ref: "#/definitions/text" }],
      definitions: { text: {} },
    },
    after: {
      $id: "https://a.example/inner",
      allOf: [{ $ref: "#/definitions/text" }],
      definitions: { text: { type: "string" } },
    },
    value: 1,
    refusing: all,
  },
  {
    keyword: "beside $ref, where drafts up to 07 see nothing",
    before: { $ref: "#/definitions/any", type: "string" },
    after: { type: "string" },
    value: 1,
    refusing: ["draft-07"],
    never: later,
  },
  {
    keyword: "beside $ref, where later drafts see it",
    before: { $ref: "#/definitions/any" },
    after: { $ref: "#/definitions/any", allOf: [{ type: "string" }] },
    value: 1,
    refusing: later,
  },
];

/** Keywords that say nothing of which values are valid. */
export const annotations: Readonly<Record<string, unknown>> = {
  title: "a",
  description: "a",
  $comment: "a",
  default: 1,
  examples: [1],
  readOnly: true,
  writeOnly: true,
  deprecated: true,
  contentEncoding: "base64",
  contentMediaType: "application/json",
  contentSchema: { type: "object" },
  $defs: { a: { type: "string" } },
  definitions: { a: { type: "string" } },
};
