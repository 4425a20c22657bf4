import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { type Packed, packAll } from "./pack.ts";

declare module "vitest" {
  interface ProvidedContext {
    packed: Packed[];
  }
}

/** Packs the packages for all tests that install them. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "chartmodel-tarballs-"));
  project.provide("packed", packAll(folder));
  return () => rmSync(folder, { recursive: true, force: true });
}
