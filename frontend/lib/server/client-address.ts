import { randomUUID } from "node:crypto";
import { BlockList, isIP } from "node:net";

const shared = globalThis as typeof globalThis & { todoClientAddressHeader?: string };
shared.todoClientAddressHeader ??= `x-client-address-${randomUUID()}`;

/** The header in which the door tells the routes where a request came from. Nobody outside can guess its name. */
export const clientAddressHeader = shared.todoClientAddressHeader;

/** The addresses and ranges that cannot be read as such. */
export function invalidNetworks(networks: readonly string[]): string[] {
  return networks.filter((network) => parseNetwork(network) === undefined);
}

/** A set of addresses and ranges, such as `10.0.0.0/8` or `fd00::1`. */
export function networkSet(networks: readonly string[]): BlockList {
  const set = new BlockList();
  for (const network of networks) {
    const parsed = parseNetwork(network);
    if (parsed) set.addSubnet(parsed.address, parsed.prefix, parsed.family);
  }
  return set;
}

/** Whether an address, as a socket or a header has it, is in the set. */
export function isIn(set: BlockList, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && set.check(address, version === 6 ? "ipv6" : "ipv4");
}

/**
 * Where a request came from: the socket's address, or what a chain of trusted proxies says of it. What anybody else
 * wrote into the header counts for nothing.
 *
 * @param forwardedFor the value of X-Forwarded-For
 */
export function clientAddress(peer: string, forwardedFor: string | undefined, proxies: BlockList): string {
  let address = peer;
  for (const hop of (forwardedFor?.split(",") ?? []).reverse().map((each) => each.trim())) {
    if (!isIn(proxies, address) || !isIP(hop)) break;
    address = hop;
  }
  return address;
}

function parseNetwork(network: string) {
  const [, address = "", bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(network) ?? [];
  const version = isIP(address);
  const longest = version === 6 ? 128 : 32;
  const prefix = bits === undefined ? longest : Number(bits);
  if (version === 0 || prefix > longest) return undefined;
  return { address, prefix, family: version === 6 ? ("ipv6" as const) : ("ipv4" as const) };
}
