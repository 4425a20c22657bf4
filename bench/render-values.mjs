import { defineEnvironment, renderValues } from "@todo-stack/config";

/** Environments in one measurement, no two alike, so that nothing can be remembered from one to the next. */
const amount = 20_000;

/** Environments a second through `renderValues`: resolve, rules, projection and validation, in one process. */
export function* measureRenderValues() {
  const environments = Array.from({ length: amount }, (_, index) =>
    defineEnvironment({
      name: `preview-${index}`,
      extends: "staging",
      images: { tag: `0.1.${index}` },
      frontend: { replicaCount: 2 + (index % 3) },
    }),
  );
  const rates = [];
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    for (const environment of environments) renderValues(environment);
    rates.push((amount / (performance.now() - start)) * 1000);
  }
  yield {
    what: "renderValues with validation, in process",
    found: `${Math.round(Math.max(...rates)).toLocaleString("en")} environments/s`,
    aim: "50,000",
  };
}
