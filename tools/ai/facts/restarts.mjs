import { fact } from "./fact.mjs";

/** How often containers were started again, and what ended the last one. */
export function restarts({ service, pods }) {
  const statuses = pods.flatMap(({ status }) => status.containerStatuses ?? []);
  const count = statuses.reduce((sum, { restartCount }) => sum + restartCount, 0);
  const reasons = [...new Set(statuses.flatMap(({ lastState }) => lastState?.terminated ?? []).map(endOf))];
  const killed = reasons.some((reason) => reason.startsWith("OOMKilled"));
  const verdict = killed ? "bad" : count > 0 ? "look" : "ok";
  return [fact("restarts", service.name, verdict, [String(count), ...reasons].join("; "))];
}

const endOf = ({ reason = "ended", exitCode, finishedAt }) => `${reason} with ${exitCode} at ${finishedAt}`;
