import { definitionNames, type KubernetesTypes } from "@chartmodel/kubernetes";
import Type, { type TUnsafe } from "typebox";
import type { FieldOptions } from "../type.ts";

interface Builder<Value> {
  (options?: FieldOptions & { readonly default?: never }): TUnsafe<Value>;
  // Not inferred: TypeScript then sees a misspelled key of the default.
  (
    options: FieldOptions & { readonly default: Readonly<Value> },
  ): TUnsafe<Value> & { readonly default: object };
}

/**
 * Builders of values that are Kubernetes objects: typed by `KubernetesObjects`,
 * checked against the definition that is bundled into the chart's schema.
 *
 * @example
 * Kubernetes.ResourceRequirements({ description: "What a pod asks for.", default: { requests: { cpu: "50m" } } })
 */
export const Kubernetes = Object.fromEntries(
  Object.entries(definitionNames).map(([name, definition]) => [
    name,
    // Draft-07 ignores what stands beside a `$ref`: `allOf` keeps the description and the default.
    (options: FieldOptions = {}) =>
      Type.Unsafe({ ...options, allOf: [{ $ref: `#/definitions/${definition}` }] }),
  ]),
) as unknown as { readonly [Name in keyof KubernetesTypes]: Builder<KubernetesTypes[Name]> };
