import { isRecord } from "@chartmodel/json-schema";
import { allDefinitions } from "@chartmodel/kubernetes";
import type { AnySchema, ErrorObject, ValidateFunction } from "ajv";
import type { Manifest } from "../manifest/manifest.ts";
import { emptyChoicesOf } from "./empty-choices.ts";
import { schemaRules } from "./schema-rules.ts";

/** JSON Schemas of custom resources by `<apiVersion>/<kind>`, e.g. `monitoring.coreos.com/v1/ServiceMonitor`. */
export type ManifestSchemas = Readonly<Record<string, AnySchema>>;

/** Strict validators of manifests, compiled when first asked for. */
export interface ManifestValidators {
  /** Every fault of the manifest, or `undefined` if its kind is not known. */
  validate(manifest: Manifest): Promise<readonly ErrorObject[] | undefined>;
  /** The kinds known of this API version. */
  kindsOf(apiVersion: string): string[];
  /** Rules of custom resources that only the API server can evaluate, found so far. */
  readonly undecided: ReadonlySet<string>;
}

const definitions = allDefinitions();
const emptyChoices = emptyChoicesOf(definitions);

/** Names of the definitions of manifest kinds, by `<apiVersion>/<kind>`. */
const definitionOfKind = new Map(
  Object.entries(definitions).flatMap(([name, { properties }]) => {
    if (!isRecord(properties)) return [];
    const apiVersion = constOf(properties.apiVersion);
    const kind = constOf(properties.kind);
    return apiVersion && kind ? [[`${apiVersion}/${kind}`, name]] : [];
  }),
);

/** Loads ajv, and the schemas of Kubernetes into it. */
export async function manifestValidators(schemas: ManifestSchemas = {}): Promise<ManifestValidators> {
  const { Ajv } = await import("ajv");
  const options = { allErrors: true, verbose: true, validateSchema: false };
  // Inlining would compile the large definitions once for every place that refers to them.
  const ajv = new Ajv({ ...options, strict: true, allowUnionTypes: true, inlineRefs: false });
  ajv.addSchema({ definitions }, "kubernetes");
  const supplied = new Ajv({ ...options, strict: false, validateFormats: false, useDefaults: true });
  const undecided = new Set<string>();
  const compiled = new Map<string, ValidateFunction | undefined>();

  function validatorOf(key: string): ValidateFunction | undefined {
    if (schemas[key] !== undefined) return supplied.compile(schemas[key]);
    const definition = definitionOfKind.get(key);
    return definition === undefined ? undefined : ajv.getSchema(`kubernetes#/definitions/${definition}`);
  }

  async function judge(manifest: Manifest): Promise<readonly ErrorObject[] | undefined> {
    const key = `${manifest.apiVersion}/${manifest.kind}`;
    if (!compiled.has(key)) compiled.set(key, validatorOf(key));
    const validator = compiled.get(key);
    if (validator === undefined) return undefined;
    if (schemas[key] !== undefined) return suppliedErrors(key, validator, schemas[key], manifest);
    validator(manifest.content);
    const errors = validator.errors?.filter((error) => !isEmptyChoice(error)) ?? [];
    return errors.length > 0 ? errors : modelErrors(manifest);
  }

  /** As the API server: defaults, then the schema, and its rules only where that is satisfied. */
  async function suppliedErrors(
    key: string,
    validator: ValidateFunction,
    schema: AnySchema,
    manifest: Manifest,
  ) {
    const content = structuredClone(manifest.content);
    if (!validator(content)) return validator.errors ?? [];
    const verdict = await schemaRules(schema, content);
    for (const rule of verdict.undecided) undecided.add(`${key}: ${rule}`);
    return verdict.errors;
  }

  const judged = new WeakMap<Manifest, ReturnType<typeof judge>>();
  return {
    undecided,
    kindsOf: (apiVersion) =>
      [...definitionOfKind.keys()]
        .filter((key) => key.startsWith(`${apiVersion}/`))
        .map((key) => key.slice(apiVersion.length + 1)),
    validate(manifest) {
      const verdict = judged.get(manifest) ?? judge(manifest);
      judged.set(manifest, verdict);
      return verdict;
    },
  };
}

function isEmptyChoice({ keyword, data, parentSchema }: ErrorObject): boolean {
  return keyword === "enum" && data === "" && emptyChoices.has(parentSchema);
}

/** What only the validators of kubernetes-models see: dates, Base64, the range of integers. Choices were judged before. */
async function modelErrors({ apiVersion, kind, content }: Manifest): Promise<ErrorObject[]> {
  const path = `kubernetes-models/${apiVersion}/${kind}`;
  const module = (await import(path)) as Record<string, new (data: unknown) => { validate(): void }>;
  const Model = module[kind] as new (data: unknown) => { validate(): void };
  try {
    new Model(content).validate();
    return [];
  } catch (error) {
    if (isRecord(error) || error instanceof Error) {
      const { errors } = error as { errors?: ErrorObject[] };
      if (errors) return errors.filter(({ keyword }) => keyword !== "enum");
    }
    throw error;
  }
}

function constOf(schema: unknown): string | undefined {
  return isRecord(schema) && typeof schema.const === "string" ? schema.const : undefined;
}
