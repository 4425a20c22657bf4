import type { Effort } from "./effort.ts";
import {
  type Alternative,
  identity,
  pathIdentity,
  textOf,
  type Value,
  type ValuePath,
} from "./template-value.ts";

/** A place where a template reads a value; with several paths, it reads one of them. */
export interface ValueRead {
  readonly paths: readonly ValuePath[];
  readonly file: string;
  readonly line: number;
}

/** A place where a template may make use of a value. */
export interface ValueUse {
  readonly path: ValuePath;
  /** True where all that is below the path may be used too, as by `toYaml`; else the path alone is looked up. */
  readonly whole: boolean;
  readonly file: string;
  readonly line: number;
}

/** What a template does with a value. */
export interface ValueHandling {
  readonly path: ValuePath;
  /** The function that it is given to, `if`, `with`, `range` or `range pairs`, or `print` where it is printed as it is. */
  readonly by: string;
  /** The text that it is compared with. */
  readonly text?: string;
  readonly file: string;
  readonly line: number;
}

/** What was seen of a chart's templates, each thing once. */
export class ReadNotes {
  readonly #reads = new Map<string, ValueRead>();
  readonly #uses = { whole: new Map<string, ValueUse>(), alone: new Map<string, ValueUse>() };
  readonly written: ValuePath[] = [];
  readonly #asked = new Map<string, ValuePath>();
  /** By what is done and where, then by the path. */
  readonly #handlings = new Map<string, Map<string, ValueHandling>>();
  readonly #effort: Effort;

  constructor(effort: Effort) {
    this.#effort = effort;
  }

  get reads(): readonly ValueRead[] {
    return [...this.#reads.values()];
  }

  get uses(): readonly ValueUse[] {
    return [...this.#uses.whole.values(), ...this.#uses.alone.values()];
  }

  get asked(): readonly ValuePath[] {
    return [...this.#asked.values()];
  }

  get handlings(): readonly ValueHandling[] {
    return [...this.#handlings.values()].flatMap((ofPlace) => [...ofPlace.values()]);
  }

  /**
   * Notes that a value is read.
   *
   * @param isSure - false where that may never be reached.
   */
  read(result: Value, file: string, line: number, isSure: boolean): void {
    this.#effort.spend(result.length);
    this.lookUp(result, file, line);
    const known = result.filter(({ type }) => type !== "nothing");
    const paths = known.flatMap((alternative) => (alternative.type === "values" ? [alternative.path] : []));
    if (!isSure || paths.length === 0 || paths.length < known.length) return;
    const key = `${file}:${line} ${paths.map(pathIdentity).join("|")}`;
    if (!this.#reads.has(key)) this.#reads.set(key, { paths, file, line });
  }

  /** Notes that something is looked at, but not what is in it. */
  lookUp(value: Value, file: string, line: number): void {
    for (const alternative of value)
      if (alternative.type === "values") this.#note({ path: alternative.path, whole: false, file, line });
  }

  /** Notes what is done with a value, or with the values in a dictionary that a template is included with. */
  handle(by: string, value: Value, file: string, line: number, args: readonly Value[] = []): void {
    const text = args.map(textOf).find((other) => other !== undefined);
    const inside = by === "include" ? value.flatMap(entriesOf) : [];
    const key = `${by} ${text} ${file}:${line}`;
    const known = this.#handlings.get(key) ?? new Map<string, ValueHandling>();
    this.#handlings.set(key, known);
    this.#effort.spend(value.length + inside.length);
    for (const alternative of [...value, ...inside]) {
      if (alternative.type !== "values" || alternative.path.length === 0) continue;
      const { path } = alternative;
      const which = pathIdentity(path);
      if (!known.has(which)) known.set(which, { path, by, file, line, ...(text !== undefined && { text }) });
    }
  }

  /** Notes that a condition asks for a value by itself. */
  ask(value: Value): void {
    const [only, another] = value;
    if (only?.type === "values" && !only.isPart && another === undefined)
      this.#asked.set(identity(value, this.#effort), only.path);
  }

  /** Notes that all of a value may be used. */
  use(value: Value, file: string, line: number, seen = new Set<Alternative>()): void {
    for (const alternative of value) {
      if (seen.has(alternative)) continue;
      seen.add(alternative);
      this.#effort.spend(1);
      const inner = (items: Iterable<Value>) => {
        for (const item of items) this.use(item, file, line, seen);
      };
      if (alternative.type === "values") this.#note({ path: alternative.path, whole: true, file, line });
      if (alternative.type === "root" || alternative.type === "subcharts")
        this.#note({ path: alternative.at, whole: true, file, line });
      if (alternative.type === "record")
        inner([...alternative.entries.values(), [...alternative.merged, ...alternative.defaults]]);
      if (alternative.type === "list") inner(alternative.items);
    }
  }

  #note(use: ValueUse): void {
    const uses = this.#uses[use.whole ? "whole" : "alone"];
    const key = pathIdentity(use.path);
    if (!uses.has(key)) uses.set(key, use);
  }
}

function entriesOf(alternative: Alternative): Value {
  return alternative.type === "record" ? [...alternative.entries.values()].flat() : [];
}
