import { describeSchema } from "@chartmodel/json-schema";
import type { TSchema } from "typebox";
import { expect, test } from "vitest";
import { DnsLabel, defineModel, Kubernetes, Port, Quantity, StringMap, Type } from "../../src/index.ts";

test.each<{ type: TSchema; says: string }>([
  { type: Type.Integer({ minimum: 1, maximum: 50, unit: "pods" }), says: "integer, 1 to 50 pods" },
  { type: Type.Integer({ minimum: 1, unit: "seconds" }), says: "integer, at least 1 seconds" },
  { type: Type.Integer({ unit: "MiB" }), says: "integer, in MiB" },
  { type: Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1 }), says: "number, above 0, below 1" },
  { type: Type.Integer({ multipleOf: 5 }), says: "integer, a multiple of 5" },
  { type: Type.String(), says: "string" },
  { type: Type.String({ minLength: 1 }), says: "string, at least 1 character" },
  { type: Type.String({ minLength: 2, maxLength: 2 }), says: "string, exactly 2 characters" },
  { type: Type.String({ pattern: "^a$" }), says: "string, matching ^a$" },
  { type: Type.Enum(["dev", "prod"]), says: 'one of "dev", "prod"' },
  { type: Type.Literal("a"), says: '"a"' },
  { type: Type.Union([Type.Integer(), Type.String()]), says: "integer, or string" },
  { type: Type.Array(Type.String(), { maxItems: 1 }), says: "list of string, at most 1 item" },
  { type: Type.Array(Type.Integer(), { uniqueItems: true }), says: "list of integer, no two alike" },
  { type: StringMap(), says: "map of string" },
  { type: Port(), says: "port number, 1 to 65535" },
  { type: DnsLabel(), says: "DNS label (a-z, 0-9, -), at most 63 characters" },
  { type: Quantity(), says: "Kubernetes quantity" },
  { type: Kubernetes.Probe(), says: "Kubernetes Probe" },
  { type: Type.Array(Kubernetes.Toleration()), says: "list of Kubernetes Toleration" },
])("$says", ({ type, says }) => {
  const { schema } = defineModel({ name: "described", values: Type.Object({ field: type }) });
  expect(describeSchema(schema.properties?.["field"] ?? {}, schema)).toBe(says);
});
