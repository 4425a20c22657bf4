import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonSchema } from "@chartmodel/json-schema";
import { findHelm } from "../../../../tools/helm.mjs";
import { tempFolder } from "./temp-folder.ts";

/** Calls Helm itself, with `input` as its standard input. */
export function helm(args: readonly string[], input = "") {
  const { status, stdout, stderr } = spawnSync(findHelm(), args, { encoding: "utf8", input });
  return { code: status, stdout, stderr };
}

/** A chart that has a schema and nothing else. */
export function chartWithSchema(schema: JsonSchema): string {
  const folder = tempFolder();
  mkdirSync(join(folder, "templates"));
  writeFileSync(join(folder, "Chart.yaml"), "apiVersion: v2\nname: probe\nversion: 0.1.0\n");
  writeFileSync(join(folder, "values.schema.json"), JSON.stringify(schema));
  writeFileSync(join(folder, "values.yaml"), "");
  return folder;
}

/** The places, as JSON Pointers, where Helm refuses values; empty when it accepts them. */
export function refusedByHelm(schema: JsonSchema, values: unknown): string[] {
  const { code, stderr } = helm(
    ["template", chartWithSchema(schema), "--values", "-"],
    JSON.stringify(values),
  );
  if (code === 0) return [];
  // A line without a fault of its own is the head of the lines that are indented below it.
  const places = [...stderr.matchAll(/at '([^']*)': (?!$|validation failed)/gm)].map(
    ([, pointer]) => pointer as string,
  );
  if (places.length === 0) throw new Error(stderr);
  return [...new Set(places)];
}
