import { existsSync, realpathSync, statSync } from "node:fs";
import type { ResolveFnOutput, ResolveHookSync } from "node:module";
import { dirname, join, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { FailedImport } from "./import-fault.ts";

/**
 * Resolves the imports of a project's modules. Node would look each up three times, at the cost of half its own start
 * for fifty modules; it is asked for what is no path, once for a folder that may have packages, and where there is no
 * file, for its message.
 *
 * @param version - of the modules: those of another are other modules. The first needs no mark.
 * @param files - gets the file of every module of the project, by its URL.
 * @param failed - gets the imports that cannot be resolved, by their errors.
 */
export function createResolve(
  version: number,
  files: Map<string, string>,
  failed: WeakMap<Error, FailedImport>,
): ResolveHookSync {
  // Many modules import the same ones.
  const answers = new Map<string, ResolveFnOutput>();
  const packagesFolders = new Map<string, string>();

  const answer = (resolved: ResolveFnOutput, file?: string): ResolveFnOutput => {
    const { url } = resolved;
    if (!url.startsWith("file:") || url.includes("/node_modules/") || isOwn(url)) return resolved;
    const versioned = version > 1 ? `${url.split("?")[0]}?v=${version}` : url;
    files.set(versioned, file ?? fileURLToPath(url));
    // `npm init` writes "type": "commonjs", which would have imports in a .ts file refused.
    return { ...resolved, url: versioned, ...(/\.ts(?:$|\?)/.test(url) && { format: "module-typescript" }) };
  };

  return (specifier, context, next) => {
    const { parentURL, conditions, importAttributes } = context;
    if (!parentURL || parentURL.includes("/node_modules/")) return answer(next(specifier, context));
    const ask = () => {
      try {
        return next(specifier, context);
      } catch (error) {
        failed.set(error as Error, { specifier, parentURL });
        throw error;
      }
    };
    const folder = parentURL.slice(0, parentURL.lastIndexOf("/") + 1);
    const parent = files.get(parentURL);
    if (isRelative.test(specifier)) {
      const known = answers.get(folder + specifier);
      if (known) return known;
      const file = findModule(
        parent && isPlain.test(specifier)
          ? joined(folderOf(parent), specifier)
          : fileURLToPath(new URL(specifier, parentURL)),
      );
      if (file === undefined) return answer(ask());
      const found = answer({ url: urlOf(file), shortCircuit: true }, file);
      answers.set(folder + specifier, found);
      return found;
    }
    const from =
      parent && isPackage.test(specifier) ? packagesFolder(folderOf(parent), packagesFolders) : folder;
    const question = JSON.stringify([specifier, from, conditions, importAttributes]);
    const found = answers.get(question) ?? { ...answer(ask()), shortCircuit: true };
    answers.set(question, found);
    return found;
  };
}

const isRelative = /^\.\.?\/[^%?#]*$/;

/** Paths of which a URL has the same characters, and that go up at their start alone. */
const isPlain = /^(?:\.\/|(?:\.\.\/)+)(?:[\w@~-][\w@.~-]*\/)*[\w@~-][\w@.~-]*$/;

/** As Node's own `dirname` and `join`, which look at each character of hundreds of paths. */
function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf(sep));
}

function joined(folder: string, path: string): string {
  if (path.startsWith("./")) return `${folder}${sep}${path.slice(2)}`;
  return path.startsWith("../") ? joined(folderOf(folder), path.slice(3)) : `${folder}${sep}${path}`;
}

const isPackage = /^[@\w][^:]*$/;

const ends = [".ts", ".mts", ".js", ".mjs", "/index.ts", "/index.js"];

/** A relative import may leave its extension out, or say `.js` for a `.ts` file, as with bundlers. */
function findModule(path: string): string | undefined {
  if (isFile(path)) return realpathSync.native(path);
  const stem = path.replace(/\.(?:js|mjs)$/, "");
  const file = ends.map((end) => stem + end).find(isFile);
  return file && realpathSync.native(file);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** Node's own function takes longer for a first path than all paths of a project to be looked at. */
function urlOf(file: string): string {
  return /^\/[\w@./~-]*$/.test(file) ? `file://${file}` : pathToFileURL(file).href;
}

/** The nearest folder, from one upwards, on which it depends what a package's name means. */
function packagesFolder(folder: string, known: Map<string, string>): string {
  const found = known.get(folder) ?? (hasPackages(folder) ? folder : packagesFolder(dirname(folder), known));
  known.set(folder, found);
  return found;
}

function hasPackages(folder: string): boolean {
  if (folder === dirname(folder)) return true;
  return ["package.json", "node_modules"].some((name) => existsSync(join(folder, name)));
}

const ownFolder = new URL(".", import.meta.url).href;

/** This package's modules, also where a workspace links them in from outside of `node_modules`. */
function isOwn(url: string): boolean {
  return url.startsWith(ownFolder);
}
