import { defineRule, type Report } from "@chartmodel/schema";
import type { Peers } from "../connections.ts";
import type { Environment } from "../environment.ts";
import { type AddressRange, addressRange, holds, leavesSome } from "./address-range.ts";
import { metadataKey } from "./metadata-keys.ts";

/** Every list of peers in an environment, with its path. */
function peerLists({
  network,
  database,
  ai,
}: Environment): readonly (readonly [path: string, peers: Peers])[] {
  const { visitors, apiVisitors, scrapers, dns } = network;
  return [
    ["network.visitors", visitors],
    ["network.apiVisitors", apiVisitors],
    ["network.scrapers", scrapers],
    ["network.dns", dns],
    ["database.peers", database.peers],
    ["ai.model.peers", ai.model.peers],
  ];
}

/** Whether a peer is pods of the NetworkPolicy's own namespace. */
export const isInOwnNamespace = ({ ipBlock, namespaceSelector }: Peers[number]): boolean =>
  !ipBlock && !namespaceSelector;

type Selector = NonNullable<Peers[number]["podSelector"]>;

const labelValue = /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;

/** Whether Kubernetes takes the selector: its labels can be ones, and its operators have values where they compare. */
function isSelector({ matchLabels = {}, matchExpressions = [] }: Selector): boolean {
  return (
    areLabels(matchLabels) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const compares = operator === "In" || operator === "NotIn";
      const isKnown = compares || operator === "Exists" || operator === "DoesNotExist";
      return isKnown && compares === values.length > 0 && metadataKey.test(key) && values.every(isLabelValue);
    })
  );
}

function areLabels(labels: Readonly<Record<string, string>>): boolean {
  for (const key in labels) {
    if (!metadataKey.test(key) || !isLabelValue(labels[key] as string)) return false;
  }
  return true;
}

const isLabelValue = (value: string): boolean => labelValue.test(value);

export const peerForm = defineRule(
  "peer-form",
  "A peer of a NetworkPolicy is either an address range or pods and namespaces, selected by labels that there can be.",
  (environment: Environment, report) => {
    for (const [path, peers] of peerLists(environment)) {
      for (const [index, peer] of peers.entries()) {
        const { ipBlock } = peer;
        let kinds = 0;
        for (const kind in peer) {
          if (kind === "ipBlock") continue;
          kinds += 1;
          const selector = peer[kind as "podSelector" | "namespaceSelector"] ?? {};
          if (isSelector(selector)) continue;
          report(`${path}[${index}].${kind}`, {
            expected:
              "labels, and expressions with In or NotIn and values, or with Exists or DoesNotExist and none",
            received: selector,
            fix: "correct the label or the operator",
          });
        }
        if (ipBlock ? kinds === 0 : kinds > 0) continue;
        report(`${path}[${index}]`, {
          expected: "either an ipBlock, or a podSelector, a namespaceSelector or both",
          received: peer,
          fix: ipBlock ? "make two peers of it" : "say who it is, or take it out",
        });
      }
    }
  },
);

const unreadable = (received: string) => ({
  expected: "a range of addresses such as 10.0.0.0/8 or fd00::/8",
  received,
  fix: "correct the address, or the number of bits behind it",
});

export const addressRanges = defineRule(
  "address-range",
  "A range of addresses can be read, and what is excepted from it lies within it and leaves something.",
  (environment: Environment, report) => {
    for (const [index, proxy] of environment.network.proxies.entries()) {
      if (!addressRange(proxy)) report(`network.proxies[${index}]`, unreadable(proxy));
    }
    for (const [list, peers] of peerLists(environment)) {
      for (const [index, { ipBlock }] of peers.entries()) {
        if (ipBlock) reportBlock(ipBlock, `${list}[${index}].ipBlock`, report);
      }
    }
  },
);

/** A range as a NetworkPolicy has it: an address alone is none. */
const blockRange = (cidr: string) => (cidr.includes("/") ? addressRange(cidr) : undefined);

function reportBlock(ipBlock: NonNullable<Peers[number]["ipBlock"]>, path: string, report: Report): void {
  const { cidr, except = [] } = ipBlock;
  const block = blockRange(cidr);
  if (!block) {
    report(`${path}.cidr`, unreadable(cidr));
    return;
  }
  const parts: AddressRange[] = [];
  for (const [index, received] of except.entries()) {
    const hole = blockRange(received);
    if (hole && holds(block, hole) && !holds(hole, block)) {
      parts.push(hole);
      continue;
    }
    const notPart = {
      expected: `a part of ${cidr}, as Kubernetes demands`,
      received,
      fix: "take it out, or name a narrower range",
    };
    report(`${path}.except[${index}]`, hole ? notPart : unreadable(received));
  }
  if (parts.length < except.length || leavesSome(block, parts)) return;
  report(`${path}.except`, {
    expected: `ranges that leave something of ${cidr}`,
    received: except,
    fix: "take one out",
  });
}

export const peersNamespace = defineRule(
  "peer-namespace",
  "A podSelector alone selects pods of the service's own namespace, where ingress controllers and Prometheus seldom are.",
  ({ network }: Environment, report) => {
    if (!network.enforce) return;
    for (const key of ["visitors", "apiVisitors", "scrapers"] as const) {
      for (const [index, peer] of network[key].entries()) {
        if (!peer.podSelector || !isInOwnNamespace(peer)) continue;
        report(`network.${key}[${index}]`, {
          expected:
            "a peer with a namespaceSelector beside its podSelector, if its pods are in another namespace",
          received: peer,
          fix: "add the namespace's label kubernetes.io/metadata.name",
        });
      }
    }
  },
  { severity: "warning" },
);
