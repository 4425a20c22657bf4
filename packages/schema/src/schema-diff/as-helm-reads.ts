import { isRecord, type JsonSchema, mapSubschemas } from "@chartmodel/json-schema";
import { UsageError } from "../usage-error.ts";
import { dialectOf } from "./dialect.ts";
import { saysNothing } from "./keyword-facts.ts";

/** How deep the lists and objects of a schema may be nested. */
const deepest = 200;

/**
 * A schema without what says nothing in its draft: up to draft-07, whatever stands beside a `$ref`.
 *
 * @throws {UsageError} for what is nested too deep, and for a draft that is not compared.
 */
export function asHelmReads(schema: JsonSchema, shownAs: string): JsonSchema {
  if (isDeeper(schema, deepest))
    throw new UsageError(
      `${shownAs} is nested too deep to be compared: expected at most ${deepest} lists and objects in one another`,
    );
  return dialectOf(schema, shownAs) === "draft-07" ? withoutSiblings(schema) : schema;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((item) => isDeeper(item, levels - 1));
}

function withoutSiblings(schema: JsonSchema): JsonSchema {
  const mapped = mapSubschemas(schema, (inner) => (isRecord(inner) ? withoutSiblings(inner) : inner));
  if (typeof mapped.$ref !== "string") return mapped;
  return Object.fromEntries(
    Object.entries(mapped).filter(([keyword]) => keyword === "$ref" || saysNothing(keyword)),
  );
}
