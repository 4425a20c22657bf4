import { readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire, findPackageJSON } from "node:module";
import { basename, dirname, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { didYouMean, nearest } from "@chartmodel/json-schema";

/** An import that could not be resolved: what is asked for, and the module that asks. */
export interface FailedImport {
  readonly specifier: string;
  readonly parentURL: string;
}

/** What to say of an import that leads nowhere, in place of Node's error. Paths are from the project's folder. */
export function unresolvedImport({ specifier, parentURL }: FailedImport, error: Error, root: string): string {
  const what = `${placeOf(parentURL, specifier, root)} imports ${JSON.stringify(specifier)}`;
  const [reason] = error.message.split(" imported from ");
  if (!("code" in error) || error.code !== "ERR_MODULE_NOT_FOUND") return `${what}: ${reason}`;
  if (/^\.{0,2}\//.test(specifier)) {
    const file = nearestFile(specifier, parentURL);
    return `${what}, and there is no such file${file ? `; did you mean ${JSON.stringify(file)}?` : ""}`;
  }
  const hint = didYouMean(specifier, packagesOf(parentURL));
  return `${what}, and no package of that name is installed${hint || ": mend the name, or install it"}`;
}

/** What to say of an import of a name that its module does not export; `undefined` for another error. */
export function unknownExport(error: unknown, root: string): string | undefined {
  if (!(error instanceof SyntaxError)) return undefined;
  const [, specifier, name] =
    /^The requested module '(.+)' does not provide an export named '(.+)'$/.exec(error.message) ?? [];
  // Node writes the place above the message.
  const [, parentURL, line] = /^(file:.+?):(\d+)\n/.exec(error.stack ?? "") ?? [];
  if (specifier === undefined || name === undefined || parentURL === undefined) return undefined;
  const isDefault = name === "default";
  const what = isDefault ? "the default export" : JSON.stringify(name);
  const hint = didYouMean(name, exportsOf({ specifier, parentURL })) || ": mend the name";
  const fix = isDefault ? ": import what it has by name" : `${hint} (a type needs \`import type\`)`;
  return `${pathOf(parentURL, root)}:${line} imports ${what} from ${JSON.stringify(specifier)}, which does not export it${fix}`;
}

const pathOf = (url: string, root: string): string => relative(root, fileURLToPath(url));

/** Path and line of an import. */
function placeOf(url: string, specifier: string, root: string): string {
  const lines = readFileSync(fileURLToPath(url), "utf8").split("\n");
  const index = lines.findIndex((line) =>
    [`"${specifier}"`, `'${specifier}'`].some((text) => line.includes(text)),
  );
  return `${pathOf(url, root)}${index === -1 ? "" : `:${index + 1}`}`;
}

/** The specifier of the file that was probably meant. */
function nearestFile(specifier: string, parentURL: string): string | undefined {
  const folder = dirname(fileURLToPath(new URL(specifier, parentURL)));
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return undefined;
  const name = nearest(
    basename(specifier),
    readdirSync(folder).filter((file) => /\.[cm]?[jt]s$/.test(file)),
  );
  return name && specifier.slice(0, specifier.lastIndexOf("/") + 1) + name;
}

/** Names of the packages that the project of a module says it needs. */
function packagesOf(url: string): string[] {
  const manifest = findPackageJSON(url.split("?")[0] ?? url);
  if (manifest === undefined) return [];
  const { dependencies, devDependencies } = JSON.parse(readFileSync(manifest, "utf8"));
  return Object.keys({ ...dependencies, ...devDependencies });
}

/** The names that a module exports; none where it cannot be loaded either. */
function exportsOf({ specifier, parentURL }: FailedImport): string[] {
  try {
    return Object.keys(createRequire(fileURLToPath(parentURL))(specifier));
  } catch {
    return [];
  }
}
