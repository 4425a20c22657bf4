import { defineRule } from "@chartmodel/schema";
import type { Environment } from "../environment.ts";
import { charts, longestName, type ServiceKey, uncutServiceName } from "../services.ts";

export const objectNames = defineRule(
  "object-name",
  "The names of a release's objects fit into a DNS label.",
  (environment: Environment, report) => {
    for (const key of Object.keys(charts) as ServiceKey[]) {
      const name = uncutServiceName(environment, key);
      if (name.length <= longestName) continue;
      report(`releases.${key}`, {
        expected: `a name that makes at most ${longestName} characters, not ${name.length} (${name})`,
        received: environment.releases[key],
        fix: `shorten it, or set ${key}.fullnameOverride`,
      });
    }
  },
);
