import {
  childrenOf,
  ELEMENT,
  formatPath,
  isRecord,
  type JsonSchema,
  keysOf,
  partsOf,
} from "@chartmodel/json-schema";
import { type Evidence, isEndless, schemasAround } from "./evidence.ts";
import type { Field, ScalarType, Shape } from "./field.ts";
import { isTakenAsText, kindsOf } from "./kinds.ts";
import { kubernetesShape } from "./kubernetes-shape.ts";
import { enumOf, keywordsOf } from "./own-schema.ts";
import { withoutNulls } from "./plain-values.ts";
import { below, isAskedFor, isTakenWhole, namedKeys } from "./usage.ts";
import { noteKey, type ValueNotes } from "./value-notes.ts";

/** Something that the files of a chart do not tell. */
export interface Question {
  readonly path: string;
  readonly text: string;
}

type Path = readonly (string | typeof ELEMENT)[];

/** Of so many keys that templates ask for and values.yaml does not have, none is worth a field. */
const mostUndeclared = 12;

/** Decides what the values of a chart can be, and collects what it cannot decide. */
export class ShapeDecider {
  readonly questions: Question[] = [];
  readonly #notes: ValueNotes;
  readonly #root: JsonSchema;

  /** @param root - the chart's own schema. */
  constructor(notes: ValueNotes, root: JsonSchema = {}) {
    this.#notes = notes;
    this.#root = root;
  }

  shapeOf(path: Path, given: Evidence): Shape {
    const evidence = { ...given, schemas: [...given.schemas, ...this.#annotations(path)] };
    const known = kubernetesShape(evidence) ?? enumOf(evidence);
    if (known) return known;
    if (isEndless(evidence)) {
      this.#ask(
        path,
        "How deep does it go? The chart's schema says that it holds itself, so it is FreeForm:",
      );
      return { kind: "free" };
    }
    const kinds = kindsOf(evidence);
    const [only, another] = kinds;
    if (only === undefined) return this.#undecided(path, evidence);
    if (another === undefined && only === "list") return this.#list(path, evidence);
    if (another === undefined && only === "object") return this.#object(path, evidence);
    const scalars = kinds.filter((kind): kind is ScalarType => kind !== "list" && kind !== "object");
    if (scalars.length < kinds.length) return { kind: "free" };
    this.#askForMembers(path, scalars, evidence);
    const keywords = keywordsOf(scalars, evidence);
    if (!isNamedAsSecret(path, scalars)) return { kind: "scalar", types: scalars, keywords };
    this.#ask(path, "Its name says that it is a secret; without `secret: true` messages would show it:");
    return { kind: "scalar", types: scalars, keywords: { ...keywords, secret: true } };
  }

  fieldsOf(path: Path, evidence: Evidence): Field[] {
    const { samples, own, usage, schemas, isForeign, foreign } = evidence;
    const records = samples.filter(isRecord);
    const given = isRecord(own) ? own : {};
    const told = isForeign ? [] : [...keysOf(schemas), ...namedKeys(usage)];
    const keys = new Set([...Object.keys(given), ...records.flatMap(Object.keys), ...told]);
    // It cannot be a key of an object that is written in JavaScript.
    keys.delete("__proto__");
    for (const key of foreign ?? []) keys.add(key);
    const isItem = path.includes(ELEMENT);
    return [...keys].map((key) => {
      const at = [...path, key];
      const inner = {
        samples: records.map((record) => ownValue(record, key)).filter((value) => value !== undefined),
        own: ownValue(given, key) ?? undefined,
        usage: below(usage, key),
        schemas: this.#children(schemas, key),
        isForeign: isForeign || (foreign?.has(key) ?? false),
        around: schemasAround(evidence),
      };
      const isInEach = records.length > 0 && inner.samples.length === records.length;
      return {
        key,
        shape: this.shapeOf(at, inner),
        description: this.#description(at, inner.schemas),
        fallback: withoutNulls(inner.own),
        isOptional: isItem
          ? !(isRequiredBy(schemas, key) ?? (isInEach && !isAskedFor(usage, key)))
          : inner.own === undefined,
      };
    });
  }

  #list(path: Path, evidence: Evidence): Shape {
    const { samples, usage, schemas, isForeign } = evidence;
    const inner = below(usage, ELEMENT);
    const items = {
      samples: samples.flatMap((sample) => (Array.isArray(sample) ? sample : [])),
      usage: inner,
      own: undefined,
      schemas: this.#children(schemas, ELEMENT),
      isForeign,
      around: schemasAround(evidence),
    };
    const isKnown =
      items.samples.length > 0 ||
      items.schemas.length > 0 ||
      namedKeys(inner).length > 0 ||
      inner.handlings.length > 0;
    if (isKnown) return { kind: "list", items: this.shapeOf([...path, ELEMENT], items) };
    if (!isForeign)
      this.#ask(
        path,
        "What are its items? Neither values.yaml nor the templates tell, so they are FreeForm:",
      );
    return { kind: "list", items: { kind: "free" } };
  }

  #object(path: Path, evidence: Evidence): Shape {
    const { usage, schemas, isForeign } = evidence;
    const named = hasNamedKeys(evidence) || keysOf(schemas).length > 0;
    const isEmpty = declaringOf(evidence).every(isEmptyRecord);
    if (isForeign)
      return isEmpty
        ? { kind: "subchart" }
        : { kind: "object", fields: this.fieldsOf(path, evidence), others: "subchart" };
    const isWhole = isTakenWhole(usage);
    if ((named && !(isWhole && isEmpty)) || (!isWhole && !isEmpty)) {
      const isOpen = isWhole || schemas.some(isOpenObject) || isGlobal(path);
      return { kind: "object", fields: this.fieldsOf(path, evidence), others: isOpen ? "free" : "none" };
    }
    return isGlobal(path) ? { kind: "object", fields: [], others: "free" } : this.#map(path, evidence);
  }

  /** A map whose keys are anybody's. */
  #map(path: Path, evidence: Evidence): Shape {
    const { samples, usage, schemas } = evidence;
    const isEmpty = samples.every(isEmptyRecord);
    const inner = below(usage, ELEMENT);
    const values = {
      samples: samples.flatMap((sample) => (isRecord(sample) ? Object.values(sample) : [])),
      usage: inner,
      own: undefined,
      schemas: this.#children(schemas, ELEMENT),
      isForeign: false,
      around: schemasAround(evidence),
    };
    const isKnown = !isEmpty || values.schemas.length > 0 || namedKeys(inner).length > 0;
    if (!isKnown) {
      if (isTakenAsText(inner)) return { kind: "named", name: "StringMap" };
      this.#ask(path, "What may be in it? Neither values.yaml nor the templates tell, so it is FreeForm:");
      return { kind: "free" };
    }
    const shape = this.shapeOf([...path, ELEMENT], values);
    if (shape.kind === "free") return shape;
    // Objects beside each other in a map that is handed on as a whole need not be alike.
    if (shape.kind === "object" && namedKeys(inner).length === 0 && values.schemas.length === 0)
      return { kind: "free" };
    return isPlainString(shape) ? { kind: "named", name: "StringMap" } : { kind: "map", values: shape };
  }

  #undecided(path: Path, evidence: Evidence): Shape {
    if (evidence.isForeign) return { kind: "subchart" };
    if (hasNamedKeys({ ...evidence, samples: [] }))
      return { kind: "object", fields: this.fieldsOf(path, evidence), others: "none" };
    this.#ask(path, "What is its type? Neither values.yaml nor the templates tell, so it is FreeForm:");
    return { kind: "free" };
  }

  #askForMembers(path: Path, scalars: readonly ScalarType[], { samples, usage }: Evidence): void {
    if (scalars.length !== 1 || scalars[0] !== "string") return;
    const compared = usage.handlings.flatMap(({ by, text }) =>
      by === "eq" && text !== undefined ? [text] : [],
    );
    const members = [...new Set([...samples, ...compared])].filter((member) => member !== "");
    if (compared.length === 0 || members.length < 2) return;
    const list = members.map((member) => JSON.stringify(member)).join(", ");
    this.#ask(
      path,
      `Are ${list} all that it can be? Templates compare it with them; Type.Enum([${list}]) says so:`,
    );
  }

  #ask(path: Path, text: string): void {
    const place = formatPath(path);
    if (!this.questions.some((question) => question.path === place))
      this.questions.push({ path: place, text });
  }

  #annotations(path: Path): JsonSchema[] {
    const schema = this.#note(path)?.schema;
    return schema ? partsOf(schema, schema) : [];
  }

  #description(path: Path, schemas: readonly JsonSchema[]): string | undefined {
    const text = this.#note(path)?.description ?? schemas.find(({ description }) => description)?.description;
    return text?.replaceAll(/\s+/g, " ").trim();
  }

  #note(path: Path) {
    return this.#notes.get(noteKey(path.map((step) => (step === ELEMENT ? "[]" : step))));
  }

  #children(schemas: readonly JsonSchema[], step: string | typeof ELEMENT): JsonSchema[] {
    return childrenOf(schemas, step).flatMap((child) => partsOf(child, this.#root));
  }
}

function isNamedAsSecret(path: Path, types: readonly ScalarType[]): boolean {
  const name = path.at(-1);
  return (
    typeof name === "string" &&
    types.includes("string") &&
    /(?:password|passwd|passphrase|token|credentials?|connectionstring|databaseurl|dsn|(?:^|client|app|auth)secret|(?:secret|private|access|api|signing|encryption|jwt)key)$/i.test(
      name,
    )
  );
}

/** What the chart's own schema says of a key of an object that it tells of. */
function isRequiredBy(schemas: readonly JsonSchema[], key: string): boolean | undefined {
  const telling = schemas.filter(({ properties }) => properties !== undefined);
  return telling.length === 0 ? undefined : telling.some(({ required }) => required?.includes(key));
}

function isOpenObject({ additionalProperties, properties }: JsonSchema): boolean {
  return properties !== undefined && (additionalProperties === true || isRecord(additionalProperties));
}

/** Whether templates ask for keys by name, and not just try the names of all that there is, as of rules and alerts. */
function hasNamedKeys(evidence: Pick<Evidence, "usage" | "samples" | "own">): boolean {
  const { usage } = evidence;
  const declared = new Set(declaringOf(evidence).filter(isRecord).flatMap(Object.keys));
  const named = namedKeys(usage);
  return named.length > 0 && (declared.size > 0 || named.length <= mostUndeclared);
}

/** What tells which keys an object has: where values.yaml has it, another file has keys of it that may be anybody's. */
function declaringOf({ own, samples }: Pick<Evidence, "samples" | "own">): readonly unknown[] {
  return isRecord(own) ? [own] : samples;
}

function isEmptyRecord(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).length === 0;
}

/** Helm puts what charts share below `global`. */
function isGlobal(path: Path): boolean {
  return path.length === 1 && path[0] === "global";
}

function isPlainString(shape: Shape): boolean {
  return shape.kind === "scalar" && shape.types.length === 1 && shape.types[0] === "string";
}

/** What an object has itself under a key: not what every object has, such as `constructor`. */
function ownValue(record: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
