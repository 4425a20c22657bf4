import { expect, test } from "vitest";
import { createSequence } from "@/lib/sequence";

const settled = () => new Promise((resolve) => setImmediate(resolve));

test.each([
  { first: ["a"], second: ["a"], waits: true },
  { first: ["a"], second: ["b"], waits: false },
  { first: ["a", "new"], second: ["b", "new"], waits: true },
  { first: null, second: ["a"], waits: true },
  { first: ["a"], second: null, waits: true },
])("after $first, $second waits: $waits", async ({ first, second, waits }) => {
  const sequence = createSequence();
  let fail: (reason: Error) => void = () => undefined;
  sequence.add(first, new Promise((_, reject) => (fail = reject)));
  let started = false;
  void sequence.before(second).then(() => {
    started = true;
  });
  await settled();
  expect(started).toBe(!waits);
  fail(new Error("a failure ends it too"));
  await settled();
  expect(started).toBe(true);
});
