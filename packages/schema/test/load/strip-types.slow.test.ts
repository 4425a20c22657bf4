import { existsSync, readdirSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { stripTypes } from "../../src/load/strip-types.ts";
import { typeParser } from "../../src/load/type-parser.ts";
import { workspace } from "../support/paths.ts";

const parse = typeParser();

/** As the loader does it; `undefined` where Node is to be asked. */
function stripped(source: string): string | undefined {
  const program = parse?.(source);
  return program && stripTypes(source, program);
}

function strippedByNode(source: string): string | undefined {
  try {
    return stripTypeScriptTypes(source);
  } catch {
    return undefined;
  }
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[cm]?ts$/.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => !file.slice(folder.length).includes("/node_modules/.bin/"));
}

const own = [
  "packages/config/src",
  "packages/schema/src",
  "packages/schema/test",
  "packages/lint/src",
  "tests",
]
  .flatMap((folder) => sourcesBelow(join(workspace, folder)))
  .map((file) => readFileSync(file, "utf8"));

describe.skipIf(!parse)("a module without its types is what Node makes of it", () => {
  test("of this repository's sources, where seldom one is left to Node", () => {
    const known = own
      .map((source) => ({ source, code: stripped(source) }))
      .filter(({ code }) => code !== undefined);
    for (const { source, code } of known) expect(code === strippedByNode(source), source).toBe(true);
    expect(own.length).toBeGreaterThan(400);
    expect(known.length / own.length).toBeGreaterThan(0.95);
  });

  test("of what others wrote", () => {
    const packages = readdirSync(join(workspace, "node_modules/.pnpm")).filter((name) =>
      /^(?:typebox|@types\+node|fast-check|marked|yaml|ajv|vitest|vite|playwright-core|re2js|diff|github-slugger|fast-uri)@/.test(
        name,
      ),
    );
    const files = packages.flatMap((name) => sourcesBelow(join(workspace, "node_modules/.pnpm", name)));
    const known = files
      .map((file) => ({ file, source: readFileSync(file, "utf8") }))
      .map(({ file, source }) => ({ file, source, code: stripped(source) }))
      .filter(({ code }) => code !== undefined);
    for (const { file, source, code } of known) expect(code === strippedByNode(source), file).toBe(true);
    expect(known.length).toBeGreaterThan(500);
  });

  test.each([
    "foo()\ntype A = 1\n(2)",
    "let a = b as any\n[1]",
    "let a = b!\n(1)",
    "const f = (a): {\n a: string } => a;",
    "const f = <\nT>(a: T) => a;",
    "if (a) { type B = 1 } else interface C {}",
    "if (a)\n  interface C {}\nb()",
    "class A { get: string\n foo() {} }",
    'class A { x: string\n ["y"] = 1 }',
    "class A { static x?\n *y() {} }",
    "abstract class A { abstract q(): void }",
    "class A { abstract q(): void }",
    "class A { constructor(private x: number) {} }",
    "class A { override m() {} }",
    "class A { declare y: string }",
    "class A { public public x = 1 }",
    "enum A { B }",
    "namespace A { export const b = 1 }",
    "export = 1",
    'import a = require("a")',
    "@decorated class A {}",
    "let a = <string>b",
    "let a: ?string",
    "let a: string?",
    "const a = [1] satisfies const",
    "const a = 1 as const!",
    "a as const = 1",
    "declare\nconst a = 1",
    "{ export const a = 1 }",
    "export function <T>() {}",
    "function f(a?: number = 1) {}",
    "await = 1",
    'const a: "é" = b',
    "import { type A, B } from 'x'; import { B as C, type D } from 'x'; import E, { type F } from 'x'",
    "export { type A, B }; export type { C } from 'x'; export * from 'x'; export type * from 'x'",
    "function f(this: X, a: string) {}\nfunction g(this: X,) {}\nfunction h(this /* , */: X, a) {}",
    "function f(a /*c*/ ? /*d*/ : /*e*/ string /*f*/) {}",
    "class A<T> extends B<T> implements C, D { readonly [a]: string = 1; private static async *m<T>(a: T): any {} }",
    "new Map<string, number>(); f<A>`x`; new A<B>; f<A>;",
    "for (const a of b as C[]) {}\nfor (let i: number = 0 as any; i < 1; i++) {}\ntry {} catch (e: unknown) {}",
    "async <T,>(x: T): Promise<T> => x",
    "let a = b as any as C satisfies D, e = f!.g!()![0]!",
    "export default interface A {}\nexport default class {}",
    "interface A {\r\n\ta: 1 // é\r\n}\r\nlet a",
    "let a = b satisfies C\n// d\u2028(e)",
    "let a = b!\n// c\u2029[d]",
    "import { type as as A, type B } from 'c'; export { type as as D } from 'c'",
    "export abstract declare class A {}",
    "for (await using a: B = c; ; ) {}",
    "let a = async as const",
    "new A<B>{ c: 1 }",
    "let a\n/* b */ !c",
    "delete a; delete (b as any).c; delete d.e!",
    "[a!] = b; ({ c: d! } = e); for ({ f: g! } of h);",
    'export { type "a", type b as "c" } from "d"',
    'import a from "b"\nwith { type: "json" }',
    'export * from "b"\nwith { type: "json" }',
    "function f(a): asserts a\nis b {}",
    "function f(a): asserts is 1 {}",
    "let a: [b?, ...c: d[]]",
    "let a: (b = 1) => c; interface D { e(f = 1): void }",
    'type A = import("b", { with: -{} })',
    "let a = { get b(/* c */) { return 1 } }",
    'interface A { "b"\n [c: string]: 1 }',
    "",
  ])("%j, or is left to Node", (source) => {
    expect([undefined, strippedByNode(source)]).toContain(stripped(source));
  });

  test.each([
    ["(", "1", ")"],
    ["[", "", "]"],
    ["{a:", "1", "}"],
    ["`${", "1", "}`"],
    ["()=>", "1", ""],
    ["a?1:", "1", ""],
    ["!", "1", ""],
    ["1+", "1", ""],
    ["", "a", ".b()"],
    ["", "a", " as b"],
    ["b as A<", "B", ">"],
    ["b as keyof ", "B", ""],
    ["a=", "1", ""],
    ["", "a;if(a){}", " else if(a){}"],
  ])("of %s%s%s in one another, as often as no stack can hold it", (before, inner, after) => {
    for (const levels of [300, 3000, 100_000]) {
      const source = `a = ${before.repeat(levels)}${inner}${after.repeat(levels)}`;
      const code = stripped(source);
      if (code !== undefined) expect(code === strippedByNode(source)).toBe(true);
      if (levels > 10_000) expect(code).toBe(undefined);
    }
  });

  test("of sources in which something was put, left out or changed at random", () => {
    const random = numbers(20261126);
    expect(stripped(sample)).toBe(strippedByNode(sample));
    let known = 0;
    for (let round = 0; round < 3000; round++) {
      const source = changed(sample, random);
      const code = stripped(source);
      if (code === undefined) continue;
      known += 1;
      expect(code === strippedByNode(source), source).toBe(true);
    }
    expect(known).toBeGreaterThan(1000);
  });
});

test("there is a parser for this machine, or it is none of the usual ones", () => {
  const folder = join(workspace, "packages/schema/node_modules/@oxc-parser");
  expect(parse !== undefined).toBe(existsSync(folder));
});

const sample = `import { type A, B, default as C } from "x";
import type { D } from "y";
export type { E } from "z";
/** Words. */
export interface F<T extends string = "a"> extends Partial<A> {
  readonly a: number;
  b?: (this: string, c: T) => void;
  [key: string]: unknown;
}
type G<T> = T extends readonly (infer U)[] ? { [K in keyof U]: U[K] } : typeof B | \`a\${string}\`;
const h = <T,>(a: T, { b, c = 1 }: { b?: T; c?: number } = {}): [T, ...number[]] => [a as T, c!];
export async function i(this: void, a: string, ...rest: unknown[]): Promise<void> {
  for (const [at, item] of rest.entries() as Iterable<[number, G<string>]>) if (at) await item;
  try {
    return (await import("w")).default?.[0] satisfies D;
  } catch (error: unknown) {
    throw new Map<string, number>([["a", -1]]);
  }
}
class J<T> extends K<T> implements F, L {
  static #m = 1;
  private readonly n: string = "n";
  o?: number;
  get p(): string { return this.n; }
  async *q<U>(a?: U): AsyncGenerator<U> { yield a!; }
}
export const r = { ...h, async s(a: number) { return a / 2; }, [B]: /x/g, t: \`\${C as string}\` } as const;
label: while (true) { switch (r.t) { case "u": break label; default: continue; } }
export default new J<string>();
`;

/** Whole numbers below a bound, the same ones each time. */
function numbers(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

const words =
  ': ? ! as satisfies readonly private static abstract declare type interface < <T> > ( ) [ ] { } ; , async await const let export import default implements extends enum => = ... this override get set in keyof typeof is infer function class ` / " // @ #x accessor |string :number ?:number !:string <A>(x) /**/ as\u00a0const'.split(
    " ",
  );

function changed(source: string, random: (bound: number) => number): string {
  const tokens = source.split(/(\b|\s+|(?=[^\w\s\uD800-\uDFFF]))/u);
  const at = random(tokens.length);
  const word = random(5) === 0 ? "\n" : (words[random(words.length)] as string);
  const [removed, added] = [
    [1, []],
    [0, [word]],
    [0, [" ", word, " "]],
    [1, [word]],
  ][random(4)] as [number, string[]];
  return tokens.toSpliced(at, removed, ...added).join("");
}
