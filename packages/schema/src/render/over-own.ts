import { isRecord, type JsonSchema, partsOf, schemasAt } from "@chartmodel/json-schema";
import { subchartValueName } from "../model/types/subchart-value-definition.ts";

/**
 * What to give Helm so that a chart gets these values and no others: Helm lays them over the chart's own, key by key, so a
 * null takes away each key that only the chart's own have. What is a subchart's keeps what the chart's own say: a null
 * would take away the subchart's default too, or reach the parent alone; `chartmodel check` tells of it.
 *
 * @param own - of the chart's `values.yaml`. @default what leaves the values as they are
 * @param schema - of the chart's values: it says what is a subchart's.
 */
export function overOwn(own: unknown, values: unknown, schema?: JsonSchema): unknown {
  return lay(own, values, (path) => goesToSubchart(path, schema), []);
}

function lay(
  own: unknown,
  values: unknown,
  isKept: (path: readonly string[]) => boolean,
  path: string[],
): unknown {
  if (!isRecord(own) || !isRecord(values)) return values;
  let result = values;
  const set = (key: string, value: unknown) => {
    // Most environments have every key: then nothing is copied.
    if (result === values) result = { ...values };
    result[key] = value;
  };
  for (const key in own) {
    const [ownValue, value] = [own[key], Object.hasOwn(values, key) ? values[key] : undefined];
    if (ownValue === undefined) continue;
    path.push(key);
    if (value !== undefined) {
      const inner = lay(ownValue, value, isKept, path);
      if (inner !== value) set(key, inner);
    } else if (!isKept(path)) set(key, null);
    path.pop();
  }
  return result;
}

function goesToSubchart(path: readonly string[], schema: JsonSchema | undefined): boolean {
  if (path[0] === "global") return true;
  if (!schema) return false;
  const marker = schema.definitions?.[subchartValueName];
  return (
    marker !== undefined &&
    schemasAt(schema, path).some((found) => partsOf(found, schema).some((part) => part === marker))
  );
}
