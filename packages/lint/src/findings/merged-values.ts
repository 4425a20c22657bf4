import { formatPath, isRecord, type JsonSchema, type PathSegments, showValue } from "@chartmodel/json-schema";
import type { Finding } from "../issue/manifest-issue.ts";

/**
 * What Helm would add to an environment's values: it lays them over the chart's own `values.yaml`, key by key, so that
 * a key of a map which only `values.yaml` has stays in. Lists are replaced whole.
 *
 * @param own - what the chart's `values.yaml` holds.
 * @param schema - of the values, for what of them is secret.
 */
export function mergedValues(
  own: unknown,
  values: unknown,
  schema: JsonSchema,
  path: PathSegments = [],
): Finding[] {
  if (!isRecord(own) || !isRecord(values)) return [];
  return Object.entries(own).flatMap(([key, value]) => {
    const place = [...path, key];
    return Object.hasOwn(values, key)
      ? mergedValues(value, values[key], schema, place)
      : keptBy(value, schema, place);
  });
}

function keptBy(value: unknown, root: JsonSchema, place: PathSegments): Finding[] {
  const path = formatPath(place);
  const received = showValue(value, { root, path: place });
  return [
    {
      path,
      code: "value-merged",
      expected: "nothing",
      received,
      message: `${path} is not set, but Helm keeps ${received} from the chart's values.yaml: set it, or let the environment that values.yaml is made from leave it out`,
    },
  ];
}
