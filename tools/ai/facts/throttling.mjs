import { fact } from "./fact.mjs";

/** A share of held back periods from which requests become slow. */
const tooMuch = 0.05;

/** How often the limit of processors held the containers back; nothing where the source of the usage does not tell. */
export function throttling(where, usage) {
  if (usage?.throttled === undefined) return [];
  const observed = `${(usage.throttled * 100).toFixed(1)} % of the periods since the start`;
  return [fact("cpu throttling", where, usage.throttled > tooMuch ? "look" : "ok", observed)];
}
