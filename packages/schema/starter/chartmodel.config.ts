import { chartFiles, defineProject, valuesFiles } from "@chartmodel/schema";
import { environment } from "./model/environment.ts";
import { production } from "./model/environments/production.ts";
import { staging } from "./model/environments/staging.ts";
import { rules } from "./model/rules.ts";
import { chart } from "./model/values.ts";

/** The chart, its environments, and what `chartmodel render` writes of them. */
export default defineProject({
  name: "<CHARTNAME>",
  charts: { chart },
  environment,
  environments: [staging, production],
  rules,
  projection: ({ size, host, tag }) => ({
    chart: {
      replicaCount: size === "large" ? 3 : 1,
      image: { tag },
      ingress: { enabled: host !== "", host },
    },
  }),
  outputs: [chartFiles({ environment: "staging" }), valuesFiles()],
});
