/**
 * The objects of a service as they are now: what the facts of its health are read from.
 *
 * @returns `{ service, deployment, pods, events, claims, autoscaler }`; `deployment` and `autoscaler` may be missing.
 */
export async function snapshotOf({ items }, service) {
  const { namespace, selector, release, deployment } = service;
  const byRelease = ["--selector", `app.kubernetes.io/instance=${release}`];
  const [deployments, pods, events, claims, autoscalers] = await Promise.all([
    items("deployments", namespace, ...byRelease),
    items("pods", namespace, "--selector", selector),
    items("events", namespace),
    items("persistentvolumeclaims", namespace, ...byRelease),
    items("horizontalpodautoscalers", namespace, ...byRelease),
  ]);
  const own = (list = []) => list.find(({ metadata }) => metadata.name === deployment);
  return {
    service,
    deployment: own(deployments),
    // Helm's test pods carry the labels of their release too, and end.
    pods: (pods ?? []).filter(({ status }) => status.phase !== "Succeeded"),
    events: (events ?? []).filter(({ involvedObject }) => involvedObject.name.startsWith(deployment)),
    claims: claims ?? [],
    autoscaler: own(autoscalers),
  };
}
