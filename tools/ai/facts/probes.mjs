import { fact } from "./fact.mjs";

/** How far back events count, in minutes. */
const span = 15;

/** Probes that failed lately, of the pods that there are. A startup probe fails while a container starts: that is its use. */
export function probes({ service, pods, events }, now = Date.now()) {
  const names = new Set(pods.map(({ metadata }) => metadata.name));
  const failed = events.filter(
    ({ reason, message, involvedObject, ...event }) =>
      reason === "Unhealthy" &&
      !/^Startup/.test(message) &&
      names.has(involvedObject.name) &&
      now - timeOf(event) < span * 60_000,
  );
  const count = failed.reduce((sum, { count = 1 }) => sum + count, 0);
  const observed =
    count === 0 ? `none failed in ${span} min` : `${count} failed in ${span} min: ${failed.at(-1).message}`;
  return [fact("probes", service.name, count === 0 ? "ok" : "look", observed)];
}

/** When an event was seen last, in milliseconds. */
export const timeOf = ({ series, lastTimestamp, eventTime, metadata }) =>
  Date.parse(series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? metadata.creationTimestamp);
