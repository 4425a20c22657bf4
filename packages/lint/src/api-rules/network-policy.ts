import { isRecord } from "@chartmodel/json-schema";
import { port } from "./probes.ts";
import { below, type Check, needs, oneOf, type Rule, range, recordOf } from "./rule.ts";
import { selectorRules } from "./selectors.ts";

const peerRules: readonly Rule[] = [
  ["", onePeer],
  ["ipBlock", needs("cidr")],
  ...below("podSelector|namespaceSelector", selectorRules),
];

/** networking/validation: ValidateNetworkPolicySpec. */
export const networkPolicyRules: readonly Rule[] = [
  ...below("spec.podSelector", selectorRules),
  ["spec.policyTypes[]", oneOf("Ingress", "Egress")],
  ["spec.ingress|egress[].ports[].port", port],
  ["spec.ingress|egress[].ports[].endPort", range(1, 65_535)],
  ["spec.ingress|egress[].ports[].protocol", oneOf("TCP", "UDP", "SCTP")],
  ["spec.ingress|egress[].ports[]", portRange],
  ...below("spec.ingress[].from[]", peerRules),
  ...below("spec.egress[].to[]", peerRules),
];

function* onePeer(value: unknown): ReturnType<Check> {
  const peer = recordOf(value);
  const used = ["podSelector", "namespaceSelector", "ipBlock"].filter((key) => isRecord(peer[key]));
  if (used.length === 0) yield { expected: "what has podSelector, namespaceSelector or ipBlock" };
  else if (used.length > 1 && isRecord(peer.ipBlock))
    yield { at: ["ipBlock"], expected: `left out, as there is a ${used[0]}` };
}

function* portRange(value: unknown): ReturnType<Check> {
  const { port: first, endPort } = recordOf(value);
  if (typeof endPort !== "number") return;
  if (typeof first !== "number") yield { at: ["endPort"], expected: "left out, as port is no number" };
  else if (endPort < first) yield { at: ["endPort"], expected: `at least port (${first})` };
}
