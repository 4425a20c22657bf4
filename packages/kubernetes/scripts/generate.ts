// Writes src/definitions.json, objects.ts and types.ts: `node scripts/generate.ts`.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readDefinitions } from "./read-definitions.ts";
import { tighten } from "./tighten.ts";
import { writeObjects, writeTypes } from "./write-types.ts";

/** The generated files by their path from src/. */
export function generateKubernetes(): Record<string, string> {
  const raw = readDefinitions();
  const tightened = tighten(raw);
  const definitions = Object.entries(tightened).sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = definitions.map(([name, schema]) => `${JSON.stringify(name)}:${JSON.stringify(schema)}`);
  return {
    // One definition a line: small, and a change of Kubernetes reads well in a diff.
    "definitions.json": `{\n${lines.join(",\n")}\n}\n`,
    "objects.ts": writeObjects(tightened, raw),
    "types.ts": writeTypes(),
  };
}

if (import.meta.main) {
  for (const [file, content] of Object.entries(generateKubernetes())) {
    writeFileSync(fileURLToPath(new URL(`../src/${file}`, import.meta.url)), content);
  }
}
