import { fact } from "./fact.mjs";

/** Reasons for which a container waits that do not pass by themselves. */
const stuck = /BackOff|ErrImage|InvalidImage|ImageNeverPull|ConfigError|RunContainerError/;

/** Pods that are pending or not ready, and why. */
export function pods({ service, pods: all }) {
  const unready = all.filter(({ status }) => !isReady(status));
  if (all.length === 0) return [fact("pods", service.name, "bad", "none")];
  const told = unready.map(({ metadata, status }) => `${metadata.name}: ${reasonOf(status)}`);
  const verdict =
    unready.length === 0 ? "ok" : unready.some(({ status }) => isStuck(status)) ? "bad" : "look";
  return [
    fact(
      "pods",
      service.name,
      verdict,
      [`${all.length - unready.length} of ${all.length} ready`, ...told].join("; "),
    ),
  ];
}

const isReady = ({ conditions = [] }) =>
  conditions.some(({ type, status }) => type === "Ready" && status === "True");

const waitingOf = ({ containerStatuses = [], initContainerStatuses = [] }) =>
  [...initContainerStatuses, ...containerStatuses].flatMap(({ state }) => state?.waiting ?? []);

function isStuck(status) {
  const scheduled = status.conditions?.find(({ type }) => type === "PodScheduled");
  return scheduled?.status === "False" || waitingOf(status).some(({ reason = "" }) => stuck.test(reason));
}

function reasonOf(status) {
  const scheduled = status.conditions?.find(({ type }) => type === "PodScheduled");
  if (scheduled?.status === "False") return `pending, ${scheduled.message}`;
  return waitingOf(status).map(({ reason }) => reason)[0] ?? `${status.phase}, not ready`;
}
