import {
  formatPath,
  isRecord,
  type JsonSchema,
  partsOf,
  type SchemaPath,
  subschemas,
} from "@chartmodel/json-schema";
import type { Finding } from "../issue/manifest-issue.ts";

/** Most places that one sentence names. */
const most = 3;

/**
 * What is wrong with a chart's own values.schema.json: objects with named keys that let every other key through, and
 * keywords that some releases of Helm read and others do not.
 */
export function schemaFaults(schema: JsonSchema): Finding[] {
  const open: string[] = [];
  const formats: string[] = [];
  const remote: string[] = [];
  const visit = (node: JsonSchema, path: SchemaPath, seen: ReadonlySet<JsonSchema>): void => {
    if (seen.has(node)) return;
    const within = new Set([...seen, node]);
    // Helm puts what it shares with subcharts below `global`.
    if (isOpen(node, schema) && path[0] !== "global") open.push(formatPath(path) || "the root");
    if (typeof (node as { format?: unknown }).format === "string") formats.push(formatPath(path));
    if (typeof node.$ref === "string" && !node.$ref.startsWith("#")) remote.push(node.$ref);
    for (const { role, step, schema: inner } of subschemas(node)) {
      if (role === "definition" || role === "condition") continue;
      visit(inner, step === undefined ? path : [...path, step], within);
    }
  };
  visit(schema, [], new Set());
  return [
    ...fault(
      "schema-open",
      open,
      "additionalProperties: false beside the keys",
      (places) => `the schema lets a misspelled key through at ${places}: add "additionalProperties": false`,
    ),
    ...fault(
      "schema-unportable",
      remote,
      "a schema in one file",
      (places) =>
        `the schema refers to ${places}, which Helm does not always fetch: put what it refers to into the file`,
    ),
    ...draftFault(schema, formats),
  ];
}

function isOpen(node: JsonSchema, root: JsonSchema): boolean {
  if (!isRecord(node.properties) || Object.keys(node.properties).length === 0) return false;
  return partsOf(node, root).every(
    (part) =>
      part.additionalProperties === undefined &&
      part.patternProperties === undefined &&
      (part as { unevaluatedProperties?: unknown }).unevaluatedProperties === undefined,
  );
}

function draftFault(schema: JsonSchema, formats: readonly string[]): Finding[] {
  const draft = schema.$schema;
  if (draft === undefined || /draft-0[467]/.test(draft)) return [];
  return fault(
    "schema-unportable",
    formats,
    "draft-07",
    (places) =>
      `the schema is of ${draft}, of which Helm ignores "format" (${places}), and asserts it in draft-07: use a pattern`,
  );
}

function fault(
  code: "schema-open" | "schema-unportable",
  places: readonly string[],
  expected: string,
  sentence: (places: string) => string,
): Finding[] {
  if (places.length === 0) return [];
  const more = places.length > most ? ` and ${places.length - most} more` : "";
  return [
    {
      path: places[0] ?? "",
      code,
      file: "values.schema.json",
      line: 1,
      expected,
      received: places[0] ?? "",
      message: sentence(places.slice(0, most).join(", ") + more),
    },
  ];
}
