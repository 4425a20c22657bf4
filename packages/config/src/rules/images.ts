import { defineRule } from "@chartmodel/schema";
import type { Environment } from "../environment.ts";
import { isHosted } from "./stages.ts";

export const immutableImages = defineRule(
  "immutable-image",
  "Outside local and ci, images have a version and are pulled.",
  (environment: Environment, report) => {
    if (!isHosted(environment)) return;
    const { tag, pullPolicy } = environment.images;
    if (tag === "latest") {
      report("images.tag", { expected: "a version", received: tag, fix: "name the version to deploy" });
    }
    if (pullPolicy === "Never") {
      report("images.pullPolicy", {
        expected: '"IfNotPresent" or "Always"',
        received: pullPolicy,
        fix: "let the nodes pull",
      });
    }
  },
);
