import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A hash of this package's sources, and of the versions of all that is bundled with them. The build runs in its folder. */
export function builtFrom(): string {
  const hash = createHash("sha256");
  for (const folder of ["src", "../json-schema/src", "../kubernetes/src"]) {
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort())
      if (/\.(?:ts|json)$/.test(name)) hash.update(`${name}\n`).update(readFileSync(join(folder, name)));
  }
  return hash.update(readFileSync("../../pnpm-lock.yaml")).digest("hex");
}
