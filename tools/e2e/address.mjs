import { setTimeout as sleep } from "node:timers/promises";

/**
 * The address at which this machine reaches a NodePort of the cluster: its own loopback, or the node's.
 *
 * @throws where neither answers within half a minute.
 */
export async function addressOf(cluster, space, service) {
  const [{ spec }] = await space.list("services", `--field-selector=metadata.name=${service}`);
  const { nodePort } = spec.ports[0];
  const node = await cluster.node();
  const hosts = [
    "127.0.0.1",
    ...node.status.addresses.filter(({ type }) => type === "InternalIP").map((a) => a.address),
  ];
  const urls = hosts.map((host) => `http://${host}:${nodePort}`);
  for (const end = Date.now() + 30_000; Date.now() < end; await sleep(500)) {
    for (const url of urls) if (await answers(url)) return url;
  }
  throw new Error(`no answer from ${urls.join(" or ")}`);
}

const answers = (url) =>
  fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2000) }).then(
    (response) => response.ok,
    () => false,
  );
