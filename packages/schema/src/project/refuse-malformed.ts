import { didYouMean, isRecord } from "@chartmodel/json-schema";
import { kindInWords } from "../kind-in-words.ts";
import { UsageError } from "../usage-error.ts";

/** What a part of a project has to be. */
interface Kind {
  readonly expected: string;
  readonly is: (value: unknown) => boolean;
  /** What each item of a list or entry of a map has to be. */
  readonly items?: Kind;
}

const isText = (value: unknown): boolean => typeof value === "string";
const isFunction = (value: unknown): boolean => typeof value === "function";

const text: Kind = { expected: "a text", is: isText };
const listOf = (items: Kind): Kind => ({ expected: "a list", is: Array.isArray, items });
const optional = (kind: Kind): Kind => ({
  ...kind,
  is: (value) => value === undefined || kind.is(value),
});
function madeBy(builder: string, is: (value: Readonly<Record<string, unknown>>) => boolean): Kind {
  return { expected: `what ${builder} gives`, is: (value) => isRecord(value) && is(value) };
}
function functionTo(what: string): Kind {
  return { expected: `a function from an environment to ${what}`, is: isFunction };
}

/** The parts of a project, as its type has them: a configuration in JavaScript has no other judge of it. */
const parts: Readonly<Record<string, Kind>> = {
  name: text,
  environment: madeBy("defineModel", ({ complete }) => isFunction(complete)),
  environments: listOf(madeBy("the function of environmentsOf", ({ values }) => isRecord(values))),
  charts: {
    expected: "an object with the charts, by the keys that the projection uses",
    is: isRecord,
    items: madeBy("defineChart", ({ path, complete }) => isText(path) && isFunction(complete)),
  },
  projection: functionTo("the values of every chart"),
  releases: optional(functionTo("the release of every chart")),
  rules: optional(listOf(madeBy("defineRule", ({ code, check }) => isText(code) && isFunction(check)))),
  outputs: optional(
    listOf(
      madeBy(
        "valuesFiles(), or another output,",
        ({ environmentFiles, projectFiles }) => isFunction(environmentFiles) || isFunction(projectFiles),
      ),
    ),
  ),
  manifestSchemas: optional({ expected: "an object with schemas, by apiVersion/kind", is: isRecord }),
  overlay: optional(text),
};

/** @throws {UsageError} with everything that is no project in what `defineProject` was given. */
export function refuseMalformed(definition: unknown): void {
  if (!isRecord(definition))
    throw new UsageError(`defineProject takes an object, but was given ${kindInWords(definition)}`);
  const known = Object.keys(parts);
  const faults = [
    ...Object.keys(definition)
      .filter((key) => !known.includes(key))
      .map((key) => `${key} is no part of a project${didYouMean(key, known)}`),
    ...known.flatMap((key) => faultsOf(key, parts[key] as Kind, definition[key])),
  ];
  if (faults.length === 0) return;
  const name = isText(definition.name) ? ` ${JSON.stringify(definition.name)}` : "";
  throw new UsageError(`the project${name} cannot be:\n${faults.map((fault) => `  ${fault}`).join("\n")}`);
}

function faultsOf(place: string, { expected, is, items }: Kind, value: unknown): string[] {
  if (!is(value)) return [`${place} must be ${expected}, but is ${kindInWords(value)}`];
  if (items === undefined || value === undefined) return [];
  // Beside the strings of a place for each: there may be ten thousand environments.
  const wrong = Object.entries(value as object).filter(([, item]) => !items.is(item));
  return wrong.flatMap(([key, item]) =>
    faultsOf(Array.isArray(value) ? `${place}[${key}]` : `${place}.${key}`, items, item),
  );
}
