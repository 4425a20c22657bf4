/** Addresses of one family, as numbers: those of IPv6 are beyond what a `number` holds. */
export interface AddressRange {
  readonly version: 4 | 6;
  readonly first: number | bigint;
  /** The one behind the last. */
  readonly end: number | bigint;
}

/** How many addresses there are in a range. */
export function sizeOf({ first, end }: AddressRange): number | bigint {
  return typeof first === "bigint" ? BigInt(end) - first : Number(end) - first;
}

/** An address or a CIDR (`10.0.0.0/8`, `fd00::1`) as a range; `undefined` for what is none. */
export function addressRange(text: string): AddressRange | undefined {
  return ipv4Range(text) ?? ipv6Range(text);
}

const byte = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
const prefix = "(?:/([0-9]{1,3}))?";
const ipv4 = new RegExp(`^${byte}(?:\\.${byte}){3}(?:/[0-9]{1,3})?$`);

function ipv4Range(text: string): AddressRange | undefined {
  if (!ipv4.test(text)) return undefined;
  // What was found so is read by hand: the groups of a pattern take five times as long.
  let value = 0;
  let number = 0;
  let hasBits = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 0x30) number = number * 10 + code - 0x30;
    else {
      value = value * 256 + number;
      number = 0;
      hasBits = code === 0x2f;
    }
  }
  const bits = hasBits ? number : 32;
  if (!hasBits) value = value * 256 + number;
  if (bits > 32) return undefined;
  const size = 2 ** (32 - bits);
  const first = value - (value % size);
  return { version: 4, first, end: first + size };
}

const ipv6 = new RegExp(`^([^/]+)${prefix}$`);

function ipv6Range(text: string): AddressRange | undefined {
  const [, address = "", bits = 128] = ipv6.exec(text) ?? [];
  const value = ipv6Value(address);
  if (value === undefined || Number(bits) > 128) return undefined;
  const size = 1n << BigInt(128 - Number(bits));
  const first = value - (value % size);
  return { version: 6, first, end: first + size };
}

/** The parser of URLs knows every way to write one. */
function ipv6Value(address: string): bigint | undefined {
  if (!/^[0-9a-fA-F:.]+$/.test(address) || !URL.canParse(`http://[${address}]`)) return undefined;
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const groups = (text = "") => text.split(":").filter(Boolean);
  const [left, right] = [groups(head), groups(tail)];
  const zeros = Array<string>(8 - left.length - right.length).fill("0");
  return [...left, ...zeros, ...right].reduce((value, group) => (value << 16n) + BigInt(`0x${group}`), 0n);
}

/** Whether a range holds all of another. */
export function holds(outer: AddressRange, inner: AddressRange): boolean {
  return outer.version === inner.version && outer.first <= inner.first && inner.end <= outer.end;
}

/** Whether the block of a NetworkPolicy lets any address of a range through. A block that cannot be read does. */
export function letsThrough(
  { cidr, except = [] }: { readonly cidr: string; readonly except?: readonly string[] },
  wanted: string,
): boolean {
  const [block, target] = [addressRange(cidr), addressRange(wanted)];
  if (!block || !target) return true;
  const [narrow, wide] = holds(block, target) ? [target, block] : [block, target];
  const holes = except.flatMap((text) => addressRange(text) ?? []);
  return holds(wide, narrow) && leavesSome(narrow, holes);
}

/** Whether any address of a range is in none of the holes. */
export function leavesSome(range: AddressRange, holes: readonly AddressRange[]): boolean {
  let next = range.first;
  for (const hole of holes.toSorted((a, b) => (a.first < b.first ? -1 : 1))) {
    if (hole.version !== range.version) continue;
    if (hole.first > next) break;
    if (hole.end > next) next = hole.end;
  }
  return next < range.end;
}
