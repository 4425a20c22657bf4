import { isRecord } from "@chartmodel/json-schema";

/**
 * What to give Helm so that a chart gets these values and no others: Helm lays them over the chart's own, key by key, so a
 * null takes away each key that only the chart's own have.
 *
 * @param own - of the chart's `values.yaml`. @default what leaves the values as they are
 */
export function overOwn(own: unknown, values: unknown): unknown {
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
    if (value === undefined) set(key, null);
    else {
      const inner = overOwn(ownValue, value);
      if (inner !== value) set(key, inner);
    }
  }
  return result;
}
