import { quantityValue } from "@todo-stack/config";
import { bytes, cores } from "../quantity-text.mjs";
import { recommend } from "../recommend.mjs";
import { snapshotOf } from "../snapshot.mjs";
import { usageOf } from "../usage/usage-of.mjs";
import { fact } from "./fact.mjs";
import { throttling } from "./throttling.mjs";

/** Use against requests and limits; with `wanted`, values of the model that fit the use better. */
export async function resources(cluster, system, { seconds }) {
  const results = await Promise.all(
    system.services.map(async (service) => {
      const { deployment, pods } = await snapshotOf(cluster, service);
      const usage = await usageOf(cluster, system, service, pods, seconds);
      const container = deployment?.spec.template.spec.containers.find(({ name }) => name === service.name);
      if (!usage || !container)
        return {
          facts: [fact("use", service.name, "look", "unknown: no pod runs, or nothing tells what it uses")],
          wanted: [],
        };
      const { requests = {}, limits = {} } = container.resources ?? {};
      return {
        facts: [
          ...useFacts(service.name, "cpu", cores, usage.cpu, requests, limits, usage.source),
          ...useFacts(service.name, "memory", bytes, usage.memory, requests, limits, usage.source),
          ...throttling(service.name, usage),
        ],
        wanted: recommend(service.key, usage, { requests, limits }),
      };
    }),
  );
  return { facts: results.flatMap(({ facts }) => facts), wanted: results.flatMap(({ wanted }) => wanted) };
}

function useFacts(where, resource, text, used, requests, limits, source) {
  const of = (share) => `${Math.round(share * 100)} %`;
  const [request, limit] = [requests[resource], limits[resource]].map(
    (value) => value && quantityValue(value),
  );
  const parts = [
    request ? `${of(used / request)} of the request ${requests[resource]}` : "no request",
    limit ? `${of(used / limit)} of the limit ${limits[resource]}` : "no limit",
  ];
  const verdict =
    limit && used > 0.9 * limit
      ? "bad"
      : !request || used > request || (limit && used > 0.8 * limit)
        ? "look"
        : "ok";
  return [fact(`${resource} use`, where, verdict, `at most ${text(used)}, ${parts.join(", ")} (${source})`)];
}
