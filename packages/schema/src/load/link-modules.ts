import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { createFindModule, folderOf, isPlain, joined, urlOf } from "./find-module.ts";
import type { CompiledModule, KeptModules } from "./kept-modules.ts";

/** A module of the project. */
interface Linked {
  readonly module: CompiledModule;
  /** In the order of its imports: modules of the project, and packages by their place in the list of all. */
  readonly imports: readonly (Linked | number)[];
  exports?: object;
}

/** A package that a module imports. */
interface Package {
  readonly specifier: string;
  readonly parentURL: string;
}

let count = 0;

/**
 * Loads a project's modules as Node does, to which each module costs a quarter of a millisecond: as functions, each
 * evaluated after what it imports.
 *
 * @param files - gets the file of every module of the project, by its URL.
 * @returns what the configuration file exports; `undefined`, before anything was evaluated, where Node is to do it, which
 *   may do otherwise or tells what is wrong.
 */
export async function linkModules(
  config: string,
  kept: KeptModules,
  files: Map<string, string>,
): Promise<{ readonly default?: unknown } | undefined> {
  const order: Linked[] = [];
  const packages: Package[] = [];
  const found = new Map<string, string>();
  const entry = find(config, { kept, order, packages, found });
  kept.keep();
  if (!entry) return undefined;
  const namespaces = await importPackages(packages);
  if (!namespaces || !order.every((linked) => hasNames(linked, namespaces))) return undefined;
  for (const [url, file] of found) files.set(url, file);
  for (const linked of order) {
    // As a function of nothing: a module has no `this`.
    const { evaluate } = linked.module;
    linked.exports = evaluate(
      ...linked.imports.map((from) => (typeof from === "number" ? namespaces[from] : from.exports) as object),
    );
  }
  return entry.exports as { readonly default?: unknown };
}

interface Finding {
  readonly kept: KeptModules;
  /** Gets the modules, each after those that it imports. */
  readonly order: Linked[];
  readonly packages: Package[];
  readonly found: Map<string, string>;
}

/** @returns `undefined` where anything is in doubt. */
function find(config: string, { kept, order, packages, found }: Finding): Linked | undefined {
  const findModule = createFindModule();
  const linked = new Map<string, Linked | undefined>();
  const link = (file: string): Linked | undefined => {
    // One that is being linked imports itself by others: it may be used before it was evaluated.
    if (linked.has(file)) return linked.get(file);
    linked.set(file, undefined);
    if (!isOfProject.test(file)) return undefined;
    const url = urlOf(file);
    const source = readFileSync(file, "utf8");
    if (readOtherwise.test(source)) return undefined;
    const module = kept.compile(source, url);
    if (!module) return undefined;
    found.set(url, file);
    const imports: (Linked | number)[] = [];
    for (const [specifier] of module.imports) {
      if (specifier.startsWith(".")) {
        if (!isPlain.test(specifier)) return undefined;
        const target = findModule(joined(folderOf(file), specifier));
        const other = target === undefined ? undefined : link(target);
        if (!other) return undefined;
        imports.push(other);
      } else {
        if (!isPure.test(specifier)) return undefined;
        imports.push(placeOf({ specifier, parentURL: url }, packages));
      }
    }
    const own: Linked = { module, imports };
    linked.set(file, own);
    order.push(own);
    return own;
  };
  try {
    const file = findModule(config);
    return file === undefined ? undefined : link(file);
  } catch {
    // What cannot be read or compiled, Node tells.
    return undefined;
  }
}

/** Only TypeScript, which is a module whatever a package says, and not that of packages. */
const isOfProject = /^(?!.*[\\/]node_modules[\\/]).*\.ts$/s;

/** A byte order mark, and what may stand for bytes that are no UTF-8. */
const readOtherwise = /[\uFEFF\uFFFD]/;

/** Packages that may be evaluated before all of the project: they neither see it nor change anything. */
const isPure = /^(?:@chartmodel\/schema|typebox|node:(?!module$)\w[\w/]*)$/;

/** What a package's name means depends on the folder. */
function placeOf(wanted: Package, packages: Package[]): number {
  const folder = (url: string) => url.slice(0, url.lastIndexOf("/"));
  const place = packages.findIndex(
    ({ specifier, parentURL }) =>
      specifier === wanted.specifier && folder(parentURL) === folder(wanted.parentURL),
  );
  return place === -1 ? packages.push(wanted) - 1 : place;
}

/** Each as from the module that imports it. */
async function importPackages(packages: readonly Package[]): Promise<readonly object[] | undefined> {
  const wanted = new Map(packages.map((from) => [`chartmodel-package:${++count}`, from]));
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const from = wanted.get(specifier);
      return from
        ? next(from.specifier, { ...context, parentURL: from.parentURL })
        : next(specifier, context);
    },
  });
  try {
    return await Promise.all([...wanted.keys()].map((specifier) => import(specifier) as Promise<object>));
  } catch {
    return undefined;
  } finally {
    hooks.deregister();
  }
}

function hasNames({ module, imports }: Linked, namespaces: readonly object[]): boolean {
  return module.imports.every(([, names], at) => {
    const from = imports[at] as Linked | number;
    if (typeof from === "number")
      return names.every((name) => name === "*" || Object.hasOwn(namespaces[from] as object, name));
    return names.every((name) => from.module.exports.includes(name));
  });
}
