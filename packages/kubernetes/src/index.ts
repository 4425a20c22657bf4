export { allDefinitions, definitionsFor, referredTo } from "./definitions.ts";
export { definitionNames, type KubernetesTypes } from "./types.ts";
