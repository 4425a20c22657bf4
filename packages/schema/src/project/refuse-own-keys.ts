import type { Model } from "../model/create-model.ts";
import { UsageError } from "../usage-error.ts";

/** What an environment has beside its values. */
export const ownKeys = ["name", "extends"] as const;

/**
 * An environment's own keys stand among its values, where it is written and where projections, rules and Jsonnet read it.
 *
 * @throws {UsageError} for an environment model that has such a key too: one of the two would be taken for the other.
 */
export function refuseOwnKeys(model: Model): void {
  if (model.isBundled) return;
  const { properties = {} } = model.schema;
  const [key] = ownKeys.filter((key) => Object.hasOwn(properties, key));
  if (key === undefined) return;
  throw new UsageError(
    `the environment model has the key ${key}, which every environment has itself: give it another name, or put it in an object`,
  );
}
