import { fact } from "./fact.mjs";

/** Whether the autoscaler can work, and is not at its end; nothing where there is none. */
export function autoscaler({ service, autoscaler: object }) {
  if (!object) return [];
  const { minReplicas = 1, maxReplicas } = object.spec;
  const { currentReplicas = 0, conditions = [] } = object.status ?? {};
  const blind = conditions.find(({ type, status }) => type === "ScalingActive" && status === "False");
  const observed = `${currentReplicas} pods of ${minReplicas} to ${maxReplicas}`;
  if (blind) return [fact("autoscaler", service.name, "look", `${observed}; ${blind.message}`)];
  return [fact("autoscaler", service.name, currentReplicas >= maxReplicas ? "look" : "ok", observed)];
}
