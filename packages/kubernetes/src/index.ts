export { allDefinitions, definitionsFor, isDefinition } from "./definitions.ts";
export type { KubernetesObjects } from "./objects.ts";
export { definitionNames, type KubernetesTypes } from "./types.ts";
