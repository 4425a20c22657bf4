/**
 * Stands for every model builder in a bundle, where the finished schemas are there already: it may be called, spread
 * and read without end, and does nothing. Using it as a value is refused, so that no result is ever made from it.
 */
// biome-ignore lint/suspicious/noExplicitAny: it stands for builders of every type.
export const inert: any = new Proxy(() => {}, {
  apply: () => inert,
  get: (_target, key) => {
    if (key === Symbol.iterator) return function* () {};
    if (key === Symbol.toPrimitive || key === "toJSON")
      throw new Error("a bundled configuration read a model's builder as a value");
    return inert;
  },
  ownKeys: () => [],
});
