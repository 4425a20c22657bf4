import { definitionNames, type KubernetesTypes } from "@chartmodel/kubernetes";
import Type, { type TUnsafe } from "typebox";
import type { FieldOptions, WithDefault } from "../type.ts";

type Builder<Value> = <Options extends FieldOptions & { readonly default?: Value } = FieldOptions>(
  options?: Options,
) => WithDefault<TUnsafe<Value>, Options>;

/**
 * Builders of values that are Kubernetes objects: typed by `kubernetes-models`,
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
