import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, parse, relative, resolve } from "node:path";
import type { defineConfig, Options } from "tsup";

type Config = ReturnType<typeof defineConfig>;
type DtsConfig = Exclude<Options["dts"], boolean | string | undefined>;
type Entry = Options["entry"] | string;

/**
 * The declarations alone, beside the code that is there: what a package is packed with, and development does without.
 *
 * TypeScript 7 makes them of the sources, a file each, and tsup bundles those: of the sources themselves it would make
 * them with TypeScript 6, which takes ten times as long. The build runs in the package's folder.
 */
export function declarations(config: Config): Options {
  if (typeof config === "function" || Array.isArray(config))
    throw new Error("One set of options is expected");
  const { dts, onSuccess: _, ...options } = config;
  if (typeof dts !== "object") throw new Error("The options tell nothing of the declarations (dts)");
  const workspace = resolve("../..");
  const sources = entriesOf(dts.entry ?? options.entry);
  const bundled = privatePackages(dts.resolve);
  // Within the package, whose dependencies are found from there.
  const folder = resolve(".declarations");
  emit(workspace, folder, Object.values(sources), bundled);
  const emitted = (source: string) =>
    join(folder, relative(workspace, resolve(source)).replace(/\.ts$/, ".d.ts"));
  for (const { name, source } of bundled) {
    const home = join(folder, "node_modules", name);
    mkdirSync(home, { recursive: true });
    writeFileSync(
      join(home, "package.json"),
      JSON.stringify({ name, types: relative(home, emitted(source)) }),
    );
  }
  return {
    ...options,
    clean: false,
    dts: {
      ...dts,
      only: true,
      entry: Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, emitted(source)])),
    },
  };
}

/** What is bundled by name: its declarations have to be found as a dependency's. */
function privatePackages(bundled: DtsConfig["resolve"]) {
  const names = Array.isArray(bundled) ? bundled.filter((name) => typeof name === "string") : [];
  return names.map((name) => ({ name, source: `../${name.split("/").at(-1)}/src/index.ts` }));
}

function entriesOf(entry: Entry): Record<string, string> {
  if (typeof entry === "string") return { [parse(entry).name]: entry };
  if (entry === undefined || Array.isArray(entry)) throw new Error("The entries are expected by name");
  return entry;
}

/** Writes a declaration for each source that the entries lead to, at its own path below the folder. */
function emit(
  workspace: string,
  folder: string,
  entries: readonly string[],
  bundled: ReturnType<typeof privatePackages>,
): void {
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  rmSync(folder, { recursive: true, force: true });
  const compilerOptions = {
    noEmit: false,
    emitDeclarationOnly: true,
    declaration: true,
    noCheck: true,
    rootDir: workspace,
    outDir: folder,
    paths: {
      ...workspacePaths(workspace),
      // Else, found through a link in node_modules, they are now and then taken for somebody else's, and left out.
      ...Object.fromEntries(bundled.map(({ name, source }) => [name, [resolve(source)]])),
    },
  };
  const files = [...entries, ...bundled.map(({ source }) => source)];
  const project = resolve(".declarations.json");
  writeFileSync(
    project,
    JSON.stringify({ extends: "../../tsconfig.json", compilerOptions, include: [], files }),
  );
  try {
    // Threads would each work out the same types.
    const args = ["-p", project, "--singleThreaded"];
    execFileSync(process.execPath, [join(workspace, "node_modules/typescript7/bin/tsc"), ...args], {
      stdio: "inherit",
    });
  } finally {
    rmSync(project);
  }
}

/** Where the packages are found: one that this depends on by its declarations, which whoever installs it has too. */
function workspacePaths(workspace: string): Record<string, string[]> {
  const { paths } = JSON.parse(readFileSync("../../tsconfig.json", "utf8")).compilerOptions;
  const { dependencies = {} } = JSON.parse(readFileSync("package.json", "utf8"));
  return Object.fromEntries(
    Object.entries<string[]>(paths).map(([name, [source = ""]]) => {
      if (!(name in dependencies)) return [name, [join(workspace, source)]];
      const declared = join(workspace, source.replace("/src/index.ts", "/dist/index.d.ts"));
      if (!existsSync(declared)) throw new Error(`${declared} is missing: pack ${name} first`);
      return [name, [declared]];
    }),
  );
}
