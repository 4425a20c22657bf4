/** Addresses of one family, from the first to the last. */
interface AddressRange {
  readonly version: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/** An address or a CIDR (`10.0.0.0/8`, `fd00::1`) as a range; `undefined` for what is none. */
export function addressRange(text: string): AddressRange | undefined {
  const [, address = "", bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const value = ipv4(address) ?? ipv6(address);
  if (value === undefined) return undefined;
  const version = address.includes(":") ? 6 : 4;
  const length = version === 6 ? 128 : 32;
  const prefix = Number(bits ?? length);
  if (prefix > length) return undefined;
  const size = 1n << BigInt(length - prefix);
  const first = value - (value % size);
  return { version, first, last: first + size - 1n };
}

function ipv4(address: string): bigint | undefined {
  if (!/^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})$/.test(address)) return undefined;
  const bytes = address.split(".").map(Number);
  if (bytes.some((byte) => byte > 255)) return undefined;
  return BigInt(bytes.reduce((value, byte) => value * 256 + byte, 0));
}

/** The parser of URLs knows every way to write one. */
function ipv6(address: string): bigint | undefined {
  if (!/^[0-9a-fA-F:.]+$/.test(address) || !URL.canParse(`http://[${address}]`)) return undefined;
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const groups = (text = "") => text.split(":").filter(Boolean);
  const [left, right] = [groups(head), groups(tail)];
  const zeros = Array<string>(8 - left.length - right.length).fill("0");
  return [...left, ...zeros, ...right].reduce((value, group) => (value << 16n) + BigInt(`0x${group}`), 0n);
}

/** Whether a range holds all of another. */
export function holds(outer: AddressRange, inner: AddressRange): boolean {
  return outer.version === inner.version && outer.first <= inner.first && inner.last <= outer.last;
}

/** Whether the block of a NetworkPolicy lets any address of a range through. A block that cannot be read does. */
export function letsThrough(
  { cidr, except = [] }: { readonly cidr: string; readonly except?: readonly string[] },
  wanted = cidr,
): boolean {
  if (except.length === 0 && wanted === cidr) return true;
  const [block, target] = [addressRange(cidr), addressRange(wanted)];
  if (!block || !target) return true;
  if (block.version !== target.version) return false;
  const [, first = 0n] = inOrder([block.first, target.first]);
  const [last = 0n] = inOrder([block.last, target.last]);
  const holes = except
    .flatMap((text) => addressRange(text) ?? [])
    .filter(({ version }) => version === block.version)
    .sort((a, b) => (a.first < b.first ? -1 : 1));
  let next = first;
  for (const hole of holes) {
    if (hole.first > next) break;
    if (hole.last >= next) next = hole.last + 1n;
  }
  return next <= last;
}

const inOrder = (values: readonly bigint[]): bigint[] => values.toSorted((a, b) => (a < b ? -1 : 1));
