import { join } from "node:path";
import { Script } from "node:vm";
import { atExit } from "../kept-code/at-exit.ts";
import { builtFrom, keptCode } from "../kept-code/kept-code.ts";
import { checksum, readSigned, writeSigned } from "../kept-code/signed-file.ts";
import { type ModuleCode, moduleCode } from "./module-code.ts";
import { stripTypes } from "./strip-types.ts";
import { type ParseTypes, typeParser } from "./type-parser.ts";

/** A module that was made a function, and compiled. */
export interface CompiledModule extends Pick<ModuleCode, "imports" | "exports"> {
  readonly evaluate: (...imports: readonly object[]) => object;
}

/** The modules of a configuration as functions. */
export interface KeptModules {
  /**
   * @param url - for stack traces.
   * @returns `undefined` for what is no function for certain.
   */
  readonly compile: (source: string, url: string) => CompiledModule | undefined;
  /** Keeps what was asked for, and nothing else, when the program ends. */
  readonly keep: () => void;
}

/** What is kept beside the source that it was made from; without code, that it has none. */
interface Entry {
  readonly code: ModuleCode | undefined;
  /** What V8 made of the code. */
  readonly compiled: Buffer | undefined;
}

/** On the second line of the file: how long each part of the rest is, and what is not long. */
type Head = [source: number, code?: number, compiled?: number, rest?: Omit<ModuleCode, "script">][];

const nothing = Buffer.alloc(0);

/**
 * Opens what was kept of a configuration's modules. Each stands beside the whole text that it was made from, and is
 * given for that text alone.
 *
 * @returns `undefined` where nothing is kept, or Node is told to load modules in another way.
 */
export function keptModules(config: string): KeptModules | undefined {
  const { folder } = keptCode;
  if (!folder || !builtFrom || process.features.typescript !== "strip" || process.sourceMapsEnabled)
    return undefined;
  const madeBy = [builtFrom, process.version].join(" ");
  const path = join(folder, `${checksum(Buffer.from(config))}.modules`);
  const kept = read(path, madeBy);
  const used = new Map<string, { entry: Entry; script?: Script }>();
  let parse: ParseTypes | undefined;
  let isChanged = false;
  const translate = (source: string): Entry => {
    parse ??= typeParser();
    if (!parse) return { code: undefined, compiled: undefined };
    isChanged = true;
    const program = parse(source);
    const stripped = program && stripTypes(source, program);
    const code = program && stripped !== undefined ? moduleCode(source, program, stripped) : undefined;
    return { code, compiled: undefined };
  };
  return {
    compile(source, url) {
      const entry = kept.get(source) ?? translate(source);
      if (!entry.code) {
        used.set(source, { entry });
        return undefined;
      }
      const { script: text, before, imports, exports } = entry.code;
      const script = new Script(text, {
        filename: url,
        columnOffset: -before,
        ...(entry.compiled && { cachedData: entry.compiled }),
      });
      const isKept = entry.compiled && !script.cachedDataRejected;
      isChanged ||= !isKept;
      used.set(source, isKept ? { entry } : { entry, script });
      return { imports, exports, evaluate: script.runInThisContext() as CompiledModule["evaluate"] };
    },
    keep() {
      if (!isChanged) return;
      const entries = () =>
        Array.from(used, ([source, { entry, script }]): [string, Entry] => [
          source,
          script ? { code: entry.code, compiled: script.createCachedData() } : entry,
        ]);
      atExit(path, () => write(path, madeBy, entries()));
    },
  };
}

function read(path: string, madeBy: string): Map<string, Entry> {
  const found = new Map<string, Entry>();
  const bytes = readSigned(path)?.bytes ?? nothing;
  const [maker, head] = [0, bytes.indexOf("\n") + 1].map((from) =>
    bytes.toString("utf8", from, bytes.indexOf("\n", from)),
  );
  if (maker !== madeBy || head === undefined) return found;
  let at = Buffer.byteLength(maker + head) + 2;
  const take = (length: number) => {
    at += length;
    return bytes.subarray(at - length, at);
  };
  for (const [source, script = 0, compiled = 0, rest] of JSON.parse(head) as Head) {
    const key = take(source).toString();
    const text = take(script).toString();
    found.set(key, {
      code: rest && { ...rest, script: text },
      compiled: compiled > 0 ? take(compiled) : undefined,
    });
  }
  return found;
}

function write(path: string, madeBy: string, entries: readonly (readonly [source: string, Entry])[]): void {
  const head: Head = [];
  const parts: Buffer[] = [];
  for (const [source, { code, compiled = nothing }] of entries) {
    const sourceBytes = Buffer.from(source);
    parts.push(sourceBytes);
    if (!code) head.push([sourceBytes.length]);
    else {
      const { script, ...rest } = code;
      const scriptBytes = Buffer.from(script);
      head.push([sourceBytes.length, scriptBytes.length, compiled.length, rest]);
      parts.push(scriptBytes, compiled);
    }
  }
  writeSigned(path, Buffer.concat([Buffer.from(`${madeBy}\n${JSON.stringify(head)}\n`), ...parts]));
}
