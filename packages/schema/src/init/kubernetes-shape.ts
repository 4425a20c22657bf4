import { isRecord, type JsonSchema } from "@chartmodel/json-schema";
import { definitionNames, definitionsFor, type KubernetesTypes } from "@chartmodel/kubernetes";
import { compileVerdicts, type Verdict } from "../validate/verdict-source.ts";
import type { Evidence } from "./evidence.ts";
import type { ScalarType, Shape } from "./field.ts";
import { kindOf } from "./kinds.ts";
import { kubernetesName, schemaAtPlace } from "./kubernetes-place.ts";
import { takers } from "./usage.ts";

const printers = new Set("print quote squote toString default int int64 float64".split(" "));

/** The shape of a value that the chart hands on to a field of Kubernetes, or whose schema is one of Kubernetes. */
export function kubernetesShape({ samples, usage, schemas }: Evidence): Shape | undefined {
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

function isScalar({ $ref, type }: JsonSchema): boolean {
  return $ref === undefined ? type !== "array" && type !== "object" : /Quantity$|IntOrString$/.test($ref);
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
