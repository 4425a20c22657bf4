export { allDefinitions, definitionsFor, isDefinition, referredTo } from "./definitions.ts";
export { definitionNames, type KubernetesTypes } from "./types.ts";
