import { fact } from "./fact.mjs";
import { timeOf } from "./probes.mjs";

/** How far back events count, in minutes. */
const span = 60;

/** Warnings among the events, but for probes, which are a fact of their own. */
export function warnings({ service, events }, now = Date.now()) {
  const recent = events.filter(
    ({ type, reason, ...event }) =>
      type === "Warning" && reason !== "Unhealthy" && now - timeOf(event) < span * 60_000,
  );
  const byReason = Map.groupBy(recent, ({ reason }) => reason);
  const told = [...byReason].map(
    ([reason, group]) =>
      `${reason} (${group.reduce((sum, { count = 1 }) => sum + count, 0)}): ${group.at(-1).message}`,
  );
  const observed = told.length === 0 ? `none in ${span} min` : told.join("; ");
  return [fact("warnings", service.name, told.length === 0 ? "ok" : "look", observed)];
}
