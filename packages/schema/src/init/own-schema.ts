import type { JsonSchema } from "@chartmodel/json-schema";
import { patternProblem } from "../model/portable-pattern.ts";
import { compileVerdicts } from "../validate/verdict-source.ts";
import type { Evidence } from "./evidence.ts";
import type { Keywords, ScalarType, Shape } from "./field.ts";

/** The enum of a chart's own schema, where it has one alone and the values keep to it. */
export function enumOf({ schemas, samples }: Evidence): Shape | undefined {
  const [only, another] = schemas.filter((schema) => schema.enum);
  if (only?.enum === undefined || another !== undefined || isBranched(schemas)) return undefined;
  const members = only.enum.filter((member) => (member as unknown) !== null);
  const areNames =
    members.length > 0 && members.every((member) => typeof member === "string" || typeof member === "number");
  return areNames && samples.every((sample) => members.includes(sample as never))
    ? { kind: "enum", members: members as (string | number)[] }
    : undefined;
}

const ofType: Readonly<Record<string, readonly ScalarType[]>> = {
  minimum: ["integer", "number"],
  maximum: ["integer", "number"],
  exclusiveMinimum: ["integer", "number"],
  exclusiveMaximum: ["integer", "number"],
  minLength: ["string"],
  maxLength: ["string"],
  pattern: ["string"],
};

/** Keywords of the chart's own schema that a model can have and that its values keep to. */
export function keywordsOf(types: readonly ScalarType[], { schemas, samples }: Evidence): Keywords {
  const [type, another] = types;
  if (type === undefined || another !== undefined || isBranched(schemas)) return {};
  const found = Object.entries(ofType).flatMap(([keyword, holders]) => {
    const value = schemas.find((schema) => schema[keyword as keyof JsonSchema] !== undefined)?.[
      keyword as keyof JsonSchema
    ];
    if (value === undefined || !holders.includes(type)) return [];
    if (keyword === "pattern" && (typeof value !== "string" || patternProblem(value) !== undefined))
      return [];
    if (keyword !== "pattern" && typeof value !== "number") return [];
    const schema = { type, [keyword]: value } as JsonSchema;
    const [verdict] = compileVerdicts([schema], schema);
    return samples.every((sample) => verdict?.(sample)) ? [[keyword, value]] : [];
  });
  return Object.fromEntries(found);
}

/** What stands in one of several branches need not hold. */
function isBranched(schemas: readonly JsonSchema[]): boolean {
  return schemas.some(({ anyOf, oneOf, if: condition }) => anyOf ?? oneOf ?? condition);
}
