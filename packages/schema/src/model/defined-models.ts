import type { Model } from "./create-model.ts";

/** The models that were defined since a configuration began to load: what a bundle of it needs compiled. */
export const definedModels: Model[] = [];
