import type { KubernetesTypes } from "@chartmodel/kubernetes";

/** A scalar's type in JSON Schema. */
export type ScalarType = "string" | "integer" | "number" | "boolean";

/** Keywords that a schema of the chart gives to a value. */
export type Keywords = Readonly<Record<string, unknown>>;

/** What an object may have beside its fields: nothing, anything, or what a subchart has. */
export type OtherKeys = "none" | "free" | "subchart";

/** What a value can be. */
export type Shape =
  | { readonly kind: "object"; readonly fields: readonly Field[]; readonly others: OtherKeys }
  | { readonly kind: "list"; readonly items: Shape }
  | { readonly kind: "map"; readonly values: Shape }
  | { readonly kind: "kubernetes"; readonly name: keyof KubernetesTypes }
  | { readonly kind: "named"; readonly name: "StringMap" | "Port" | "Quantity" }
  | { readonly kind: "scalar"; readonly types: readonly ScalarType[]; readonly keywords: Keywords }
  | { readonly kind: "enum"; readonly members: readonly (string | number)[] }
  | { readonly kind: "free" | "subchart" };

/** One value of a chart, as its model will have it. */
export interface Field {
  readonly key: string;
  readonly shape: Shape;
  readonly description: string | undefined;
  /** What values.yaml has; `undefined` where it has nothing, or null. Objects have the defaults of their fields. */
  readonly fallback: unknown;
  readonly isOptional: boolean;
}
