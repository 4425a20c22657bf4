import { setTimeout as sleep } from "node:timers/promises";
import { quantityValue } from "@todo-stack/config";
import { mostOf, step } from "./samples.mjs";

/** As the metrics server tells it while it is looked at. `undefined` where there is none, or it does not know the pods yet. */
export async function fromMetricsApi({ raw }, { namespace, name, selector }, running, seconds) {
  const path = `/apis/metrics.k8s.io/v1beta1/namespaces/${namespace}/pods?labelSelector=${encodeURIComponent(selector)}`;
  const samples = [];
  for (let left = seconds; left >= 0; left -= step) {
    const items = (await raw(path))?.items;
    if (!items?.length) return undefined;
    const containers = items
      .filter(({ metadata }) => running.includes(metadata.name))
      .flatMap(({ containers }) => containers.filter((container) => container.name === name));
    samples.push(
      ...containers.map(({ usage }) => ({
        cpu: quantityValue(usage.cpu),
        memory: quantityValue(usage.memory),
      })),
    );
    if (left >= step) await sleep(step * 1000);
  }
  return samples.length === 0 ? undefined : { source: `${seconds} s of the metrics API`, ...mostOf(samples) };
}
