import { posix } from "node:path";
import type { Field, OtherKeys, Shape } from "./field.ts";
import { type Imports, type PartOf, shapeCode } from "./field-code.ts";
import { free, identifier, kebab } from "./names.ts";
import { type Code, call, literal, object, printCode } from "./print-code.ts";

/** From how many values on a section gets a file of its own, and from how many a name of its own. */
const fileSize = 12;
const partSize = 4;

/** The chart of which a model is written. */
export interface ModelOf {
  readonly name: string;
  /** From the folder of `chartmodel.config.*`. */
  readonly path: string;
  readonly description: string;
  readonly fields: readonly Field[];
}

/** The files of a chart's model by their path: `<folder>/values.ts`, and one for each large section. */
export function modelFiles(chart: ModelOf, folder: string, exported: string): Map<string, string> {
  const files = new Map<string, string>();
  const root = new ModuleWriter(`${folder}/values.ts`, files, ["values", exported]);
  const about = chart.description === "" ? `Values of the chart ${chart.name}.` : chart.description;
  const values = root.object(chart.fields, [], about);
  root.add("values", call("Type.Object", ...values), `Values of the chart ${chart.name}.`);
  root.use("Type");
  root.use("defineChart");
  const definition = object([["name", literal(chart.name)], ["path", literal(chart.path)], ["values"]]);
  root.add(exported, call("defineChart", definition), `The chart ${chart.name}.`);
  root.write();
  return files;
}

/** Writes one file, and those of the large sections in it. */
class ModuleWriter {
  readonly #path: string;
  readonly #files: Map<string, string>;
  readonly #imports: Imports = new Set();
  readonly #local = new Map<string, string>();
  readonly #names: Set<string>;
  readonly #statements: string[] = [];
  /** Names of parts by what they are made of: what is the same is written once. */
  readonly #parts = new Map<string, string>();

  /** @param own - names of what it exports: no part of it may have one. */
  constructor(path: string, files: Map<string, string>, own: readonly string[]) {
    this.#path = path;
    this.#files = files;
    this.#names = new Set(own);
  }

  use(name: string): void {
    this.#imports.add(name);
  }

  /** The arguments of `Type.Object` for an object. */
  object(
    fields: readonly Field[],
    path: readonly string[],
    description: string | undefined,
    others: OtherKeys = "none",
  ): Code[] {
    const code = shapeCode({ kind: "object", fields, others }, path, this.#imports, this.#partOf, {
      description,
    });
    return typeof code === "string" || code.type !== "call" ? [] : [...code.args];
  }

  add(name: string, code: Code, comment: string | undefined): void {
    const lead = comment === undefined ? "" : `/** ${comment.replaceAll("*/", "* /")} */\n`;
    this.#statements.push(lead + printCode(code, `export const ${name} = `, ";\n"));
  }

  write(): void {
    const library = [...this.#imports].sort(byName).join(", ");
    const long = `import { ${library} } from "@chartmodel/schema";`;
    const first =
      long.length <= 110
        ? long
        : `import {\n${[...this.#imports]
            .sort(byName)
            .map((name) => `  ${name},\n`)
            .join("")}} from "@chartmodel/schema";`;
    const stem = (path: string) => path.replace(/\.ts$/, "");
    const others = [...this.#local].sort(([, one], [, other]) => (stem(one) < stem(other) ? -1 : 1));
    const imports = [first, ...others.map(([name, from]) => `import { ${name} } from "${from}";`)];
    this.#files.set(this.#path, `${imports.join("\n")}\n\n${this.#statements.join("\n")}`);
  }

  /** A section that is large enough becomes a part with a name, and a file of its own where it is larger. */
  readonly #partOf: PartOf = (field, path) => {
    const { shape, key, description } = field;
    if (shape.kind !== "object" || path.includes("[]")) return undefined;
    const size = sizeOf(shape);
    if (size < partSize || shape.fields.length === 1) return undefined;
    if (size < fileSize) {
      const code = call("Type.Object", ...this.object(shape.fields, path, description, shape.others));
      this.#imports.add("Type");
      const text = printCode(code, "", "");
      const same = this.#parts.get(`${key} ${text}`);
      if (same !== undefined) return same;
      const name = this.#newName(key);
      this.#parts.set(`${key} ${text}`, name);
      this.#statements.push(printCode(code, `const ${name} = `, ";\n"));
      return name;
    }
    const name = this.#newName(key);
    const file = this.#newFile(key);
    const section = new ModuleWriter(file, this.#files, [name]);
    const code = call("Type.Object", ...section.object(shape.fields, path, description, shape.others));
    section.use("Type");
    section.add(name, code, undefined);
    section.write();
    this.#local.set(name, relative(this.#path, file));
    return name;
  };

  #newName(key: string): string {
    const name = free(identifier(key), this.#names);
    this.#names.add(name);
    return name;
  }

  /** `values.ts` has its sections beside it, any other file in a folder of its name. */
  #newFile(key: string): string {
    const own = posix.basename(this.#path, ".ts");
    const folder = own === "values" ? posix.dirname(this.#path) : posix.join(posix.dirname(this.#path), own);
    const names = new Set([...this.#files.keys(), this.#path].map((path) => path.replace(/\.ts$/, "")));
    const reserved = new Set([
      ...names,
      `${folder}/environment`,
      `${folder}/environments`,
      `${folder}/values`,
    ]);
    const path = `${free(`${folder}/${kebab(key)}`, reserved)}.ts`;
    // Taken at once: the sections in it are written before it is.
    this.#files.set(path, "");
    return path;
  }
}

function sizeOf(shape: Shape): number {
  return shape.kind === "object"
    ? shape.fields.reduce((sum, { shape: inner }) => sum + Math.max(1, sizeOf(inner)), 0)
    : 1;
}

function relative(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to);
  return path.startsWith(".") ? path : `./${path}`;
}

/** As Biome sorts names. */
function byName(one: string, other: string): number {
  return one.localeCompare(other, "en", { numeric: true, sensitivity: "base" }) || (one < other ? -1 : 1);
}
