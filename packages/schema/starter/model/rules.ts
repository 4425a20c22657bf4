import { defineRule } from "@chartmodel/schema";
import type { Environment } from "./environment.ts";

const pinnedVersion = defineRule(
  "pinned-version",
  "What many use runs a version, not whatever is the latest.",
  ({ size, tag }: Environment, report) => {
    if (size === "large" && tag === "latest")
      report("tag", { expected: "a version", received: tag, fix: "name the one that was tried" });
  },
);

/** Conditions between fields, which a schema cannot hold. */
export const rules = [pinnedVersion];
