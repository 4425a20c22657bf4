import { fact } from "./fact.mjs";

/** Whether the last rollout is done. */
export function rollout({ service, deployment }) {
  const say = (verdict, observed) => [fact("rollout", service.name, verdict, observed)];
  if (!deployment)
    return say("bad", `no deployment ${service.deployment} in ${service.namespace}: not deployed`);
  const { replicas: wanted = 1 } = deployment.spec;
  const {
    updatedReplicas = 0,
    availableReplicas = 0,
    replicas = 0,
    observedGeneration,
    conditions = [],
  } = deployment.status;
  const stuck = conditions.find(({ type, status }) => type === "Progressing" && status === "False");
  if (stuck) return say("bad", `stuck: ${stuck.message}`);
  if (
    observedGeneration !== deployment.metadata.generation ||
    updatedReplicas < wanted ||
    replicas > updatedReplicas
  )
    return say("look", `under way: ${updatedReplicas} of ${wanted} pods are new`);
  const short = availableReplicas < wanted;
  return say(short ? "bad" : "ok", `done; ${availableReplicas} of ${wanted} pods available`);
}
