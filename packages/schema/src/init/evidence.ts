import type { JsonSchema } from "@chartmodel/json-schema";
import type { Usage } from "./usage.ts";

/** All that is known of a value. */
export interface Evidence {
  /** What it is in values.yaml and in each further values file that has it, nulls left out. */
  readonly samples: readonly unknown[];
  /** What it is in values.yaml alone, nulls and all. */
  readonly own: unknown;
  readonly usage: Usage;
  /** What the chart's own schema says of it. */
  readonly schemas: readonly JsonSchema[];
  /** It goes to a subchart, which may know more keys. */
  readonly isForeign: boolean;
  /** Keys below it that go to subcharts. */
  readonly foreign?: ReadonlySet<string>;
  /** What the chart's own schema says of the values that it is in. */
  readonly around?: ReadonlySet<JsonSchema>;
}

/** For what is in it: what the chart's own schema says of the values around. */
export const schemasAround = ({ around, schemas }: Evidence): ReadonlySet<JsonSchema> =>
  new Set([...(around ?? []), ...schemas]);

/** Whether only a schema that holds itself tells of it: of values, each level is one. */
export const isEndless = ({ samples, schemas, around }: Evidence): boolean =>
  samples.length === 0 && schemas.some((schema) => around?.has(schema));
