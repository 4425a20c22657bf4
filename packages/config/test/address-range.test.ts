import { expect, test } from "vitest";
import { type AddressRange, addressRange, leavesSome } from "../src/rules/address-range.ts";

test.each([
  { text: "10.1.2.3", first: 0x0a010203, end: 0x0a010204 },
  { text: "10.1.2.3/32", first: 0x0a010203, end: 0x0a010204 },
  { text: "10.1.2.3/24", first: 0x0a010200, end: 0x0a010300 },
  { text: "172.16.0.0/012", first: 0xac100000, end: 0xac200000 },
  { text: "255.255.255.255/31", first: 0xfffffffe, end: 2 ** 32 },
  { text: "203.0.113.7/0", first: 0, end: 2 ** 32 },
])("$text is read", ({ text, first, end }) => {
  expect(addressRange(text)).toEqual({ version: 4, first, end });
});

test("an address of IPv6 is read", () => {
  expect(addressRange("::1:2/112")).toEqual({ version: 6, first: 0x10000n, end: 0x20000n });
});

test.each([
  "10.0.0.0/33",
  "256.0.0.1",
  "10.0.0/8",
  "10.0.0.0/",
  "10.0.0.01",
  "10.0.0.0.0",
  "fd00::1::/8",
  "",
])("%j is none", (text) => {
  expect(addressRange(text)).toBeUndefined();
});

test.each([
  { holes: ["10.0.0.0/9", "10.1.0.0/16", "10.128.0.0/9"], is: false },
  { holes: ["10.0.0.0/9", "10.1.0.0/16"], is: true },
  { holes: ["10.128.0.0/9"], is: true },
  { holes: ["::/0"], is: true },
])("holes at $holes leave some of 10.0.0.0/8: $is", ({ holes, is }) => {
  const rangeOf = (text: string) => addressRange(text) as AddressRange;
  expect(leavesSome(rangeOf("10.0.0.0/8"), holes.map(rangeOf))).toBe(is);
});
