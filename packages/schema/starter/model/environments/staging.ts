import { defineEnvironment } from "../environment.ts";

/** What a plain `helm install` gives. */
export const staging = defineEnvironment({ name: "staging" });
