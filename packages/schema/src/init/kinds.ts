import { isRecord } from "@chartmodel/json-schema";
import type { Evidence } from "./evidence.ts";
import type { ScalarType } from "./field.ts";
import { schemaAtPlace } from "./kubernetes-place.ts";
import type { Usage } from "./usage.ts";

/** What a value is, roughly. */
export type Kind = ScalarType | "list" | "object";

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
const ofTexts = new Set(
  "quote squote b64enc trunc lower upper title trim trimAll trimSuffix trimPrefix replace contains hasPrefix hasSuffix tpl sha256sum regexMatch split splitList".split(
    " ",
  ),
);

const kindOfType: Readonly<Record<string, Kind>> = {
  string: "string",
  integer: "integer",
  number: "number",
  boolean: "boolean",
  array: "list",
  object: "object",
};

/** The kinds of a value: those of its samples and what its schemas allow, else what its uses tell. */
export function kindsOf({ samples, usage, schemas }: Evidence): Kind[] {
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

export function kindOf(sample: unknown): Kind {
  if (Array.isArray(sample)) return "list";
  if (isRecord(sample)) return "object";
  if (typeof sample === "number") return Number.isInteger(sample) ? "integer" : "number";
  return typeof sample === "boolean" ? "boolean" : "string";
}

/** Whether templates give it to a function of texts. */
export function isTakenAsText({ handlings }: Usage): boolean {
  return handlings.some(({ by }) => ofTexts.has(by));
}
