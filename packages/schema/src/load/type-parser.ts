import { createRequire } from "node:module";

/** Gives the tree of a TypeScript module; `undefined` where something is wrong with it, or it may be too deep. */
export type ParseTypes = (source: string) => object | undefined;

/** What the native packages of oxc export. */
interface Binding {
  parseSync(
    name: string,
    source: string,
    options: { astType: "ts"; sourceType: "module"; showSemanticErrors: boolean },
  ): { readonly program: string; readonly errors: readonly unknown[] };
}

/** The parser that was built for this machine; `undefined` where there is none. */
export function typeParser(): ParseTypes | undefined {
  const binding = loadBinding();
  return (
    binding &&
    ((source) => {
      if (!isShallow(source)) return undefined;
      const { program, errors } = binding.parseSync("module.ts", source, {
        astType: "ts",
        sourceType: "module",
        showSemanticErrors: true,
      });
      return errors.length > 0 ? undefined : (JSON.parse(program) as { node: object }).node;
    })
  );
}

function loadBinding(): Binding | undefined {
  const require = createRequire(import.meta.url);
  const builds = { linux: ["-gnu", "-musl"], win32: ["-msvc"] }[process.platform as string] ?? [""];
  for (const build of builds) {
    try {
      return require(`@oxc-parser/binding-${process.platform}-${process.arch}${build}`) as Binding;
    } catch {
      // It is an optional dependency: Node itself can do the same, and takes longer.
    }
  }
  return undefined;
}

/**
 * Whether a tree has so few levels that a stack of 1 MB, the least that a system gives, is enough to read it and to write
 * it: where that ends the parser ends the process. No source of a person's has half as many.
 */
function isShallow(source: string): boolean {
  if (source.length > 100_000) return false;
  let depth = 0;
  for (const [bracket] of source.matchAll(/[()[\]{}<>]/g)) {
    depth = "([{<".includes(bracket) ? depth + 1 : Math.max(0, depth - 1);
    if (depth > 200) return false;
  }
  return levels.every(({ sign, most }) => (source.match(sign)?.length ?? 0) <= most);
}

/** What makes levels without brackets, as in `a ? b : c ? d : e`. */
const levels = [
  { sign: /=>|[?=]|\b(?:else|keyof)\b/g, most: 1_500 },
  { sign: /[!+.]|\bas\b/g, most: 5_000 },
];
