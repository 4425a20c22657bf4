/** A scenario could not begin: what it needs is not here, or a scenario that was to leave it has failed. */
export class Skipped extends Error {}

/**
 * What scenarios share. Each reads what those before it left and leaves something itself by setting it.
 *
 * @returns `view()` for one scenario, in which reading what is not there throws {@link Skipped}, with `keep()`, which
 *   adds what that scenario set once it has passed.
 */
export function createWorld(given) {
  const world = { ...given };
  return {
    add: (entries) => Object.assign(world, entries),
    view() {
      const set = {};
      const shown = new Proxy(set, {
        get(_, name) {
          if (name in set) return set[name];
          if (name in world) return world[name];
          throw new Skipped(`it needs "${String(name)}", which a scenario that failed would have left`);
        },
      });
      return { shown, keep: () => Object.assign(world, set) };
    },
  };
}
