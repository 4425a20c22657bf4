import { UsageError, unknownName } from "../usage-error.ts";
import type { EnvironmentSource } from "./define-environment.ts";
import type { Layer } from "./layer.ts";

/** Finds where an environment's source sets a path; given by a program that reads sources. */
export type LocateInSource = (
  source: EnvironmentSource,
  path: readonly (string | number)[],
) => ReturnType<NonNullable<Layer["locate"]>>;

/**
 * The layers of an environment and of what it extends, the furthest ancestor first.
 *
 * @throws {UsageError} for a parent that does not exist, and for environments that extend each other in a circle.
 */
export function environmentLayers(
  source: EnvironmentSource,
  environments: ReadonlyMap<string, EnvironmentSource>,
  locate?: LocateInSource,
): Layer[] {
  const layers: Layer[] = [];
  const seen = new Set<EnvironmentSource>();
  for (
    let current: EnvironmentSource | undefined = source;
    current;
    current = parentOf(current, environments)
  ) {
    if (seen.has(current)) {
      throw new UsageError(
        `the environments ${[...seen].map(({ name }) => name).join(", ")} extend each other in a circle`,
      );
    }
    seen.add(current);
    const origin = current;
    layers.unshift({
      kind: "environment",
      name: current.name,
      values: current.values,
      ...(locate && { locate: (path) => locate(origin, path) }),
    });
  }
  return layers;
}

function parentOf(
  source: EnvironmentSource,
  environments: ReadonlyMap<string, EnvironmentSource>,
): EnvironmentSource | undefined {
  if (source.extends === undefined || typeof source.extends === "object") return source.extends;
  const parent = environments.get(source.extends);
  if (!parent)
    throw new UsageError(
      `environment ${JSON.stringify(source.name)}: ${unknownName("environment", source.extends, [...environments.keys()]).message}`,
    );
  return parent;
}
