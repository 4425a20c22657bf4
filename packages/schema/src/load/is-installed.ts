import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Whether a module of a folder can import a package. `require` would find it by NODE_PATH too, which `import` does not. */
export function isInstalled(name: string, folder: string): boolean {
  if (process.versions["pnp"] !== undefined) return canRequire(name, folder);
  for (let above = folder; ; above = dirname(above)) {
    if (existsSync(join(above, "node_modules", name))) return true;
    if (above === dirname(above)) return false;
  }
}

/** Plug'n'Play has no node_modules to look into, but answers this. */
function canRequire(name: string, folder: string): boolean {
  try {
    createRequire(join(folder, "chartmodel.config.ts")).resolve(name);
    return true;
  } catch {
    return false;
  }
}
