import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { JsonSchema } from "@chartmodel/json-schema";
import { definitionNames, definitionsFor } from "@chartmodel/kubernetes";
import { tempFolder } from "../../schema/test/support/temp-folder.ts";
import type { CheckedChart } from "../src/check-charts.ts";

const shop = fileURLToPath(new URL("./fixtures/shop", import.meta.url));

/** A closed object. */
export const object = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: "object",
  properties,
  additionalProperties: false,
});
const map: JsonSchema = { type: "object", additionalProperties: { type: "string" } };
const text: JsonSchema = { type: "string" };

/** The properties of the fixture's values. */
export const properties: Record<string, JsonSchema> = {
  replicas: { type: "integer", minimum: 1, maximum: 9 },
  image: object({ repository: { type: "string", pattern: "^[a-z]+$" }, tag: text }),
  port: { type: "integer", minimum: 1, maximum: 65535 },
  logLevel: { type: "string", enum: ["debug", "info"] },
  resources: { allOf: [{ $ref: `#/definitions/${definitionNames.ResourceRequirements}` }] },
  podAnnotations: map,
  environment: { type: "array", items: object({ name: text, value: text }) },
  secret: object({ existing: text, password: text }),
  ingress: object({
    enabled: { type: "boolean" },
    host: text,
    paths: { type: "array", items: text },
    annotations: map,
  }),
  autoscaling: object({ enabled: { type: "boolean" }, maximum: { type: "integer" } }),
};

const values = {
  replicas: 1,
  image: { repository: "shop", tag: "1.0" },
  port: 8080,
  logLevel: "info",
  resources: {},
  podAnnotations: {},
  environment: [],
  secret: { existing: "", password: "open sesame" },
  ingress: { enabled: false, host: "", paths: [], annotations: {} },
  autoscaling: { enabled: false, maximum: 3 },
};

/** What a test changes in the fixture: text of a template, and properties and values that it adds. */
export interface Fault {
  file?: string;
  replace?: [string, string];
  append?: string;
  properties?: Record<string, JsonSchema>;
  values?: Record<string, unknown>;
}

/** A copy of the fixture with faults in it, in two environments; removed after the test. */
export function faulty(...faults: Fault[]): CheckedChart {
  const folder = tempFolder();
  cpSync(shop, folder, { recursive: true });
  for (const fault of faults) {
    if (fault.file === undefined) continue;
    const file = join(folder, "templates", fault.file);
    const [from, to] = fault.replace ?? ["", ""];
    const content = readFileSync(file, "utf8");
    if (!content.includes(from)) throw new Error(`${fault.file} does not hold ${from}`);
    writeFileSync(file, content.replace(from, to) + (fault.append ?? ""));
  }
  const all = Object.assign({}, values, ...faults.map((fault) => fault.values));
  return {
    name: "shop",
    path: folder,
    schema: {
      ...object({
        ...properties,
        ...Object.assign({}, ...faults.map((fault) => fault.properties)),
        global: { type: "object" },
      }),
      definitions: definitionsFor([definitionNames.ResourceRequirements]),
    },
    environments: {
      local: { release: "shop", namespace: "default", values: all },
      production: {
        release: "shop",
        namespace: "shop",
        values: { ...all, replicas: 2, secret: { existing: "shop", password: "" } },
      },
    },
  };
}
