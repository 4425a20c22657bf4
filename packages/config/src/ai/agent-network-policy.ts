import type { Environment } from "../environment.ts";
import { agentName } from "./kagent-resources.ts";
import { agentPort, controllerPort, toolServer } from "./tool-server.ts";

const tcp = (port: number) => ({ protocol: "TCP", port });

/** The agent's pods are called by kagent, and call kagent, name servers and the language model: nothing else. */
export function agentNetworkPolicy({ ai, network }: Environment): object {
  const { namespace, model, proposals } = ai;
  const kagent = [{ podSelector: {} }];
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: agentName, namespace },
    spec: {
      podSelector: { matchLabels: { kagent: agentName } },
      policyTypes: ["Ingress", "Egress"],
      ingress: [{ from: kagent, ports: [tcp(agentPort)] }],
      egress: [
        { to: kagent, ports: [tcp(controllerPort), tcp(toolServer.port)] },
        { to: network.dns, ports: [{ protocol: "UDP", port: 53 }, tcp(53)] },
        { to: model.peers, ports: [tcp(portOf(model.endpoint))] },
        // The server of the model is where the language model is: on the developer's machine.
        ...(proposals.tokenSecret === "" ? [] : [{ to: model.peers, ports: [tcp(portOf(proposals.url))] }]),
      ],
    },
  };
}

/** The port of an address, its scheme's where it names none. */
function portOf(address: string): number {
  const { port, protocol } = new URL(address);
  return port === "" ? (protocol === "https:" ? 443 : 80) : Number(port);
}
