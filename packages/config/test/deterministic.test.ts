import fc from "fast-check";
import { expect, test } from "vitest";
import { defineEnvironment, environments, renderValues, resolveEnvironment } from "../src/index.ts";

/** Data with the keys of its objects in another order. */
function shuffled(value: unknown, random: () => number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, random));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => ({
    rank: random(),
    entry: [key, shuffled(inner, random)] as const,
  }));
  return Object.fromEntries(entries.sort((a, b) => a.rank - b.rank).map(({ entry }) => entry));
}

test("values do not depend on the order in which an environment has its keys", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...environments.keys()),
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      (name, ranks) => {
        const random = () => ranks.next().value as number;
        const given = shuffled(resolveEnvironment(name), random) as Parameters<typeof defineEnvironment>[0];
        const found = renderValues(defineEnvironment(given));
        expect(found).toEqual(renderValues(name));
        // What the model names comes in the model's order; in maps and Kubernetes objects it is the author's.
        expect(Object.entries(found).map(([chart, values]) => [chart, Object.keys(values)])).toEqual(
          Object.entries(renderValues(name)).map(([chart, values]) => [chart, Object.keys(values)]),
        );
      },
    ),
    { numRuns: 100 },
  );
});
