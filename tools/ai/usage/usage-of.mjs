import { fromCgroups } from "./from-cgroups.mjs";
import { fromMetricsApi } from "./from-metrics-api.mjs";
import { fromPrometheus } from "./from-prometheus.mjs";

/**
 * What the pods of a service use: from Prometheus where the model names one, from the metrics API, else from the
 * containers' own cgroups.
 *
 * @param seconds how long it is looked at, where no history is kept.
 * @returns `{ source, isHistory, cpu, memory, peak, throttled }`, or `undefined` where nothing tells: processors and bytes of the pod
 *   that used most at any time; `isHistory` where that was a day; `peak` since the containers started, `throttled` the share of periods in which the
 *   limit held one back, both `undefined` where the source does not know.
 */
export async function usageOf(cluster, system, service, pods, seconds) {
  const running = pods
    .filter(({ status }) => status.phase === "Running")
    .map(({ metadata }) => metadata.name);
  if (running.length === 0) return undefined;
  return (
    (await fromPrometheus(cluster, system, service)) ??
    (await fromMetricsApi(cluster, service, running, seconds)) ??
    (await fromCgroups(cluster, service, running, seconds))
  );
}
