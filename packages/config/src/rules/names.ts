import { defineRule } from "@chartmodel/schema";
import type { Environment } from "../environment.ts";
import { charts, longestName, type ServiceKey, uncutObjectName } from "../services.ts";

export const objectNames = defineRule(
  "object-name",
  "The names of a release's objects fit into a DNS label.",
  ({ releases }: Environment, report) => {
    for (const key of Object.keys(charts) as ServiceKey[]) {
      const chart = charts[key].name;
      const name = uncutObjectName(releases[key], chart);
      if (name.length <= longestName) continue;
      report(`releases.${key}`, {
        expected: `a name that makes at most ${longestName} characters with -${chart}`,
        received: releases[key],
        fix: `shorten it, or let it contain ${chart}`,
      });
    }
  },
);
