import {
  childrenOf,
  ELEMENT,
  formatPath,
  isRecord,
  type JsonSchema,
  keysOf,
  partsOf,
} from "@chartmodel/json-schema";
import { definitionNames, definitionsFor, type KubernetesTypes } from "@chartmodel/kubernetes";
import { patternProblem } from "../model/portable-pattern.ts";
import { compileVerdicts, type Verdict } from "../validate/verdict-source.ts";
import type { Field, Keywords, ScalarType, Shape } from "./field.ts";
import { kubernetesName, schemaAtPlace } from "./kubernetes-place.ts";
import { withoutNulls } from "./plain-values.ts";
import { below, isTakenWhole, namedKeys, takers, type Usage } from "./usage.ts";
import { noteKey, type ValueNotes } from "./value-notes.ts";

/** All that is known of a value. */
export interface Evidence {
  /** What it is in values.yaml and in each further values file that has it, nulls left out. */
  readonly samples: readonly unknown[];
  /** What it is in values.yaml alone, nulls and all. */
  readonly own: unknown;
  readonly usage: Usage;
  /** What the chart's own schema says of it. */
  readonly schemas: readonly JsonSchema[];
  /** It goes to a subchart, which may know more keys. */
  readonly isForeign: boolean;
  /** Keys below it that go to subcharts. */
  readonly foreign?: ReadonlySet<string>;
  /** What the chart's own schema says of the values that it is in. */
  readonly around?: ReadonlySet<JsonSchema>;
}

/** Something that the files of a chart do not tell. */
export interface Question {
  readonly path: string;
  readonly text: string;
}

type Path = readonly (string | typeof ELEMENT)[];
type Kind = ScalarType | "list" | "object";

/** Functions whose argument is a number, and those whose argument is a text. */
const ofNumbers = new Set([
  "int",
  "int64",
  "float64",
  "atoi",
  "add",
  "add1",
  "sub",
  "mul",
  "div",
  "mod",
  "gt",
  "lt",
  "ge",
  "le",
]);
const printers = new Set("print quote squote toString default int int64 float64".split(" "));
const ofTexts = new Set(
  "quote squote b64enc trunc lower upper title trim trimAll trimSuffix trimPrefix replace contains hasPrefix hasSuffix tpl sha256sum regexMatch split splitList".split(
    " ",
  ),
);

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
    const known = this.#fromKubernetes(evidence) ?? enumOf(evidence);
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
      const isSure = isItem && records.length > 0 && inner.samples.length === records.length;
      return {
        key,
        shape: this.shapeOf(at, inner),
        description: this.#description(at, inner.schemas),
        fallback: withoutNulls(inner.own),
        isOptional: isItem ? !isSure : inner.own === undefined,
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
    const { samples, usage, schemas, isForeign } = evidence;
    const named = hasNamedKeys(usage, samples) || keysOf(schemas).length > 0;
    const isEmpty = samples.every((sample) => isRecord(sample) && Object.keys(sample).length === 0);
    if (isForeign)
      return isEmpty
        ? { kind: "subchart" }
        : { kind: "object", fields: this.fieldsOf(path, evidence), others: "subchart" };
    const isWhole = isTakenWhole(usage);
    if ((named && !(isWhole && isEmpty)) || (!isWhole && !isEmpty)) {
      const isOpen = isWhole || schemas.some(isOpenObject) || isGlobal(path);
      return { kind: "object", fields: this.fieldsOf(path, evidence), others: isOpen ? "free" : "none" };
    }
    return isGlobal(path)
      ? { kind: "object", fields: [], others: "free" }
      : this.#map(path, evidence, isEmpty);
  }

  /** A map whose keys are anybody's. */
  #map(path: Path, evidence: Evidence, isEmpty: boolean): Shape {
    const { samples, usage, schemas } = evidence;
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
      if (inner.handlings.some(({ by }) => ofTexts.has(by))) return { kind: "named", name: "StringMap" };
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

  #fromKubernetes({ samples, usage, schemas }: Evidence): Shape | undefined {
    const places = usage.handlings.flatMap(({ place, by }) => {
      const schema = place && (printers.has(by) || takers.has(by)) ? schemaAtPlace(place) : undefined;
      // What is printed by itself is a scalar.
      return schema && (isScalar(schema) ? printers : takers).has(by) ? [schema] : [];
    });
    const candidates = [...schemas.filter((schema) => kubernetesName(schema)), ...places].flatMap(
      (schema) => shapeOfKubernetes(schema) ?? [],
    );
    const distinct = [...new Map(candidates.map((shape) => [JSON.stringify(shape), shape])).values()];
    const [only, another] = distinct.filter((shape) => samples.every((sample) => fits(shape, sample)));
    if (only === undefined || another !== undefined) return undefined;
    return only.kind === "enum" && samples.includes("") ? { ...only, members: ["", ...only.members] } : only;
  }

  #undecided(path: Path, evidence: Evidence): Shape {
    if (evidence.isForeign) return { kind: "subchart" };
    if (hasNamedKeys(evidence.usage, []))
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

const schemasAround = ({ around, schemas }: Evidence): ReadonlySet<JsonSchema> =>
  new Set([...(around ?? []), ...schemas]);

/** Whether only a schema that holds itself tells of it: of values, each level is one. */
const isEndless = ({ samples, schemas, around }: Evidence): boolean =>
  samples.length === 0 && schemas.some((schema) => around?.has(schema));

const kindOfType: Readonly<Record<string, Kind>> = {
  string: "string",
  integer: "integer",
  number: "number",
  boolean: "boolean",
  array: "list",
  object: "object",
};

/** The kinds of a value: those of its samples and what its schemas allow, else what its uses tell. */
function kindsOf({ samples, usage, schemas }: Evidence): Kind[] {
  const kinds = new Set(samples.map(kindOf));
  for (const { type } of schemas)
    for (const name of [type ?? []].flat()) {
      if (Object.hasOwn(kindOfType, name)) kinds.add(kindOfType[name] as Kind);
    }
  for (const { place } of usage.handlings) {
    const type = place && schemaAtPlace(place)?.type;
    // Written where Kubernetes takes a number, "" stands for none.
    if (samples.every((sample) => sample === "") && (type === "integer" || type === "boolean"))
      kinds.add(type);
  }
  if (kinds.has("number")) kinds.delete("integer");
  if (kinds.size > 0) return [...kinds];
  if (usage.handlings.some(({ by }) => by === "range")) return ["list"];
  if (usage.handlings.some(({ by }) => ofNumbers.has(by))) return ["number"];
  if (usage.handlings.some(({ by }) => ofTexts.has(by))) return ["string"];
  return [];
}

function isScalar({ $ref, type }: JsonSchema): boolean {
  return $ref === undefined ? type !== "array" && type !== "object" : /Quantity$|IntOrString$/.test($ref);
}

function kindOf(sample: unknown): Kind {
  if (Array.isArray(sample)) return "list";
  if (isRecord(sample)) return "object";
  if (typeof sample === "number") return Number.isInteger(sample) ? "integer" : "number";
  return typeof sample === "boolean" ? "boolean" : "string";
}

function shapeOfKubernetes(schema: JsonSchema): Shape | undefined {
  const name = kubernetesName(schema);
  if (name !== undefined) return { kind: "kubernetes", name };
  const reference = schema.$ref ?? "";
  if (reference.endsWith(".resource.Quantity")) return { kind: "named", name: "Quantity" };
  if (reference.endsWith(".IntOrString"))
    return { kind: "scalar", types: ["integer", "string"], keywords: {} };
  if (schema.enum) return { kind: "enum", members: schema.enum as (string | number)[] };
  if (schema.type === "array" && isRecord(schema.items)) {
    const items = shapeOfKubernetes(schema.items as JsonSchema);
    return items && { kind: "list", items };
  }
  if (schema.type === "object" && isRecord(schema.additionalProperties))
    return schema.additionalProperties.type === "string" ? { kind: "named", name: "StringMap" } : undefined;
  if (schema.type === "integer" && schema.minimum === 1 && schema.maximum === 65_535)
    return { kind: "named", name: "Port" };
  if (schema.type === "integer" || schema.type === "boolean" || schema.type === "string")
    return { kind: "scalar", types: [schema.type], keywords: {} };
  return undefined;
}

function fits(shape: Shape, sample: unknown): boolean {
  switch (shape.kind) {
    case "kubernetes":
      return verdictOf(shape.name)(sample);
    case "list":
      return Array.isArray(sample) && sample.every((item) => fits(shape.items, item));
    case "named":
      if (shape.name === "StringMap")
        return isRecord(sample) && Object.values(sample).every((value) => typeof value === "string");
      if (shape.name === "Port")
        return Number.isInteger(sample) && Number(sample) >= 1 && Number(sample) <= 65_535;
      return (
        typeof sample === "string" && /^[0-9]+(?:\.[0-9]+)?(?:m|k|Ki|Mi|Gi|Ti|Pi|Ei|M|G|T|P|E)?$/.test(sample)
      );
    case "enum":
      return sample === "" || shape.members.includes(sample as string);
    case "scalar":
      return shape.types.includes(kindOf(sample) as ScalarType);
    default:
      return false;
  }
}

const verdicts = new Map<string, Verdict>();

function verdictOf(name: keyof KubernetesTypes): Verdict {
  const known = verdicts.get(name);
  if (known) return known;
  const definition = definitionNames[name];
  const schema: JsonSchema = {
    allOf: [{ $ref: `#/definitions/${definition}` }],
    definitions: definitionsFor([definition]),
  };
  const [verdict = () => false] = compileVerdicts([schema], schema);
  verdicts.set(name, verdict);
  return verdict;
}

function enumOf({ schemas, samples }: Evidence): Shape | undefined {
  const [only, another] = schemas.filter((schema) => schema.enum);
  if (only?.enum === undefined || another !== undefined || isBranched(schemas)) return undefined;
  const members = only.enum.filter((member) => (member as unknown) !== null);
  const areNames =
    members.length > 0 && members.every((member) => typeof member === "string" || typeof member === "number");
  return areNames && samples.every((sample) => members.includes(sample as never))
    ? { kind: "enum", members: members as (string | number)[] }
    : undefined;
}

const ofType: Readonly<Record<string, readonly ScalarType[]>> = {
  minimum: ["integer", "number"],
  maximum: ["integer", "number"],
  exclusiveMinimum: ["integer", "number"],
  exclusiveMaximum: ["integer", "number"],
  minLength: ["string"],
  maxLength: ["string"],
  pattern: ["string"],
};

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

/** Keywords of the chart's own schema that a model can have and that its values keep to. */
function keywordsOf(types: readonly ScalarType[], { schemas, samples }: Evidence): Keywords {
  const [type, another] = types;
  if (type === undefined || another !== undefined || isBranched(schemas)) return {};
  const found = Object.entries(ofType).flatMap(([keyword, holders]) => {
    const value = schemas.find((schema) => schema[keyword as keyof JsonSchema] !== undefined)?.[
      keyword as keyof JsonSchema
    ];
    if (value === undefined || !holders.includes(type)) return [];
    if (keyword === "pattern" && (typeof value !== "string" || patternProblem(value) !== undefined))
      return [];
    if (keyword !== "pattern" && typeof value !== "number") return [];
    const schema = { type, [keyword]: value } as JsonSchema;
    const [verdict] = compileVerdicts([schema], schema);
    return samples.every((sample) => verdict?.(sample)) ? [[keyword, value]] : [];
  });
  return Object.fromEntries(found);
}

/** What stands in one of several branches need not hold. */
function isBranched(schemas: readonly JsonSchema[]): boolean {
  return schemas.some(({ anyOf, oneOf, if: condition }) => anyOf ?? oneOf ?? condition);
}

function isOpenObject({ additionalProperties, properties }: JsonSchema): boolean {
  return properties !== undefined && (additionalProperties === true || isRecord(additionalProperties));
}

/** Whether templates ask for keys by name, and not just try the names of all that there is, as of rules and alerts. */
function hasNamedKeys(usage: Usage, samples: readonly unknown[]): boolean {
  const declared = new Set(samples.filter(isRecord).flatMap(Object.keys));
  const named = namedKeys(usage);
  return named.length > 0 && (declared.size > 0 || named.length <= mostUndeclared);
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
