import { quantityValue, resourceBounds } from "@todo-stack/config";
import { bytes, cores } from "./quantity-text.mjs";

/** What is added to the use that was seen: a request is what a node keeps free, a limit is where it ends. */
const margins = { requests: 1.25, limits: 1.5 };

/** Less than this is no request: a container needs it to start. A lower limit would be refused by the rules. */
const least = {
  requests: { cpu: 0.01, memory: 64 * 2 ** 20 },
  limits: { cpu: resourceBounds.cpu.limits.least, memory: resourceBounds.memory.limits.least },
};

/** What is closer to what is set stays as it is. */
const worthwhile = 0.2;

/** What values are rounded up to. */
const steps = { cpu: 0.01, memory: 2 ** 24 };

const texts = { cpu: cores, memory: bytes };

/**
 * Requests and limits that fit what was used, with a margin, as values of the model. Only where they are a fifth away
 * from what is set. A limit is lowered only by what a whole day has shown, and never below the most memory that was
 * ever held: who looks for seconds does not see the busy hour.
 *
 * @param key the service's key in the model.
 * @param usage as `usageOf` gives it.
 * @returns `[{ path, value, why }]`.
 */
export function recommend(key, usage, { requests, limits }) {
  return ["requests", "limits"].flatMap((kind) =>
    ["cpu", "memory"].flatMap((resource) => {
      const set = { requests, limits }[kind][resource];
      const wanted = roundedUp(
        Math.max(usage[resource] * margins[kind], least[kind][resource], floor(kind, resource, usage)),
        steps[resource],
      );
      if (!isWorthwhile(kind, set, wanted, usage.isHistory)) return [];
      const seen = `${texts[resource](usage[resource])} at most in ${usage.source}, times ${margins[kind]}`;
      const why = `${set ? `is ${set}` : "is not set"}; ${seen}`;
      return [{ path: `${key}.resources.${kind}.${resource}`, value: texts[resource](wanted), why }];
    }),
  );
}

const floor = (kind, resource, { peak = 0 }) => (kind === "limits" && resource === "memory" ? peak : 0);

function isWorthwhile(kind, set, wanted, isHistory) {
  // No limit may be a choice; no request never is.
  if (!set) return kind === "requests";
  const change = wanted / quantityValue(set) - 1;
  return Math.abs(change) > worthwhile && (kind === "requests" || change > 0 || Boolean(isHistory));
}

const roundedUp = (value, step) => Math.ceil(value / step) * step;
