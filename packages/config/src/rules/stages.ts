import type { Environment } from "../environment.ts";

/** Environments that people other than developers depend on. */
export const isHosted = ({ stage }: Pick<Environment, "stage">): boolean =>
  stage === "staging" || stage === "production";
