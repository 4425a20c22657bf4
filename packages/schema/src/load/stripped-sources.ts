import { join } from "node:path";
import { builtFrom, keptCode } from "../kept-code/kept-code.ts";
import { checksum, readSigned, writeSigned } from "../kept-code/signed-file.ts";
import { stripTypes } from "./strip-types.ts";
import { type ParseTypes, typeParser } from "./type-parser.ts";

/** The modules of a configuration without their types. */
export interface StrippedSources {
  /** @returns `undefined` where Node is to do it: it knows more, and tells what is wrong. */
  readonly strip: (source: string) => string | undefined;
  /** Keeps what was asked for, and nothing else. */
  readonly keep: () => void;
}

/** Options of Node that run a module before the program, which may register hooks. */
const preloads = /(?:^|\s)(?:-r|--(?:import|require|loader|experimental-loader))\b/;

/**
 * Opens what was kept of a configuration's modules. Each stands beside the whole text that it was made from, and is
 * given for that text alone.
 *
 * @returns `undefined` where nothing is kept, Node is told to strip types in another way, or hooks may be there that load
 *   modules in theirs.
 */
export function strippedSources(config: string): StrippedSources | undefined {
  const { folder } = keptCode;
  if (!folder || !builtFrom || process.features.typescript !== "strip" || process.sourceMapsEnabled)
    return undefined;
  if ([...process.execArgv, process.env["NODE_OPTIONS"]].some((option) => preloads.test(option ?? "")))
    return undefined;
  const madeBy = [builtFrom, process.version].join(" ");
  const path = join(folder, `${checksum(Buffer.from(config))}.types`);
  const kept = read(path, madeBy);
  const used = new Map<string, string | undefined>();
  let parse: ParseTypes | undefined;
  return {
    strip(source) {
      if (!kept.has(source)) {
        parse ??= typeParser() ?? (() => undefined);
        const program = parse(source);
        kept.set(source, program && stripTypes(source, program));
      }
      used.set(source, kept.get(source));
      return kept.get(source);
    },
    keep() {
      if (parse) write(path, madeBy, used);
    },
  };
}

/** The first line says by whom, the second how long every text is; `-1` for what Node is to do. */
function read(path: string, madeBy: string): Map<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  const text = readSigned(path)?.bytes.toString() ?? "";
  const [maker, lengths = ""] = text.split("\n", 2);
  if (maker !== madeBy) return found;
  const sizes = lengths.split(",").map(Number);
  let at = madeBy.length + lengths.length + 2;
  for (let index = 0; index + 1 < sizes.length; index += 2) {
    const [length, codeLength] = [sizes[index] as number, sizes[index + 1] as number];
    const end = at + length;
    const codeEnd = end + Math.max(codeLength, 0);
    found.set(text.slice(at, end), codeLength < 0 ? undefined : text.slice(end, codeEnd));
    at = codeEnd;
  }
  return found;
}

function write(path: string, madeBy: string, stripped: ReadonlyMap<string, string | undefined>): void {
  const lengths = [...stripped].flatMap(([source, code]) => [source.length, code?.length ?? -1]);
  const texts = [...stripped].flatMap(([source, code = ""]) => [source, code]);
  writeSigned(path, Buffer.from([madeBy, lengths.join(","), texts.join("")].join("\n")));
}
