import { expect, test } from "vitest";
import { createRedaction, type JsonSchema } from "../src/index.ts";

const root: JsonSchema = {
  properties: {
    password: { "x-secret": true },
    pins: { items: { "x-secret": true } },
    all: { "x-secret": true, properties: { a: {} } },
    name: { type: "string" },
    env: { items: { properties: { name: {}, value: {} } } },
  },
};
const redact = createRedaction(
  {
    password: 'p@ss"word',
    pins: [1, 4711],
    all: { a: { b: "deep" } },
    name: "shop",
    env: [
      { name: "SMTP_PASS", value: "letmein" },
      { name: "A", value: "open" },
    ],
  },
  root,
);

test("what takes a secret away is none", () => {
  expect(createRedaction({ password: null }, root)("got null")).toBe("got null");
});

test.each([
  { what: "the secret itself", text: '"p@ss\\"word"', is: '"(hidden)"' },
  { what: "in a sentence", text: 'it is p@ss"word!', is: "it is (hidden)!" },
  { what: "in a URL", text: "postgres://me:p%40ss%22word@db", is: "postgres://me:(hidden)@db" },
  { what: "cut off", text: '"postgres://me:p@ss\\"wo…', is: '"postgres://me:(hidden)…' },
  { what: "a number", text: "4711", is: "(hidden)" },
  { what: "a short one alone", text: "1", is: "(hidden)" },
  { what: "a short one in a sentence, which may be there by chance", text: "at most 11", is: "at most 11" },
  { what: "inside a group that is secret", text: "so deep", is: "so (hidden)" },
  { what: "a secret by its name alone", text: "said letmein", is: "said (hidden)" },
  { what: "a short one inside of base64", text: btoa("me:letmein@db"), is: "bWU6(hidden)kBkYg==" },
  { what: "another entry's value", text: "open", is: "open" },
  { what: "what is no secret", text: "shop", is: "shop" },
])("$what", ({ text, is }) => {
  expect(redact(text)).toBe(is);
});

const written = "Pr0d&p<ss>!word +/";
const key = "-----BEGIN KEY-----\nabcdefghijklmnop\n-----END KEY-----";
const ofMany: JsonSchema = {
  type: "object",
  properties: {
    password: { type: "string", "x-secret": true },
    key: { type: "string", "x-secret": true },
    pin: { type: "integer", "x-secret": true },
  },
};
const redactMany = createRedaction({ password: written, key, pin: 73551234 }, ofMany);

test.each([
  ["JSON", JSON.stringify({ password: written })],
  ["JSON in JSON", JSON.stringify(JSON.stringify({ key }))],
  ["Go's JSON", '{"password":"Pr0d\\u0026p\\u003css\\u003e!word +/"}'],
  ["base64", btoa(written)],
  ["base64 of URLs", btoa(written).replaceAll("+", "-").replaceAll("/", "_")],
  ["base32", "KBZDAZBGOA6HG4Z6EF3W64TEEAVS6==="],
  ["base32 of an address with it", "OU5FA4RQMQTHAPDTOM7CC53POJSCAKZPIBUA===="],
  ["hexadecimal digits", "5072306426703c73733e21776f7264202b2f"],
  ["hexadecimal digits, in upper case", "me: 5072306426703C73733E21776F7264202B2F"],
  ["HTML", "Pr0d&amp;p&lt;ss&gt;!word +/"],
  ["a script", "Pr0d\\u0026p\\u003Css\\u003E!word +/"],
  ["a query", "postgres://u:Pr0d%26p%3Css%3E%21word+%2B%2F@h"],
  ["upper case", written.toUpperCase()],
  ["an indented text", `tls:\n  key: |\n${key.replaceAll(/^/gm, "    ")}`],
  ["a number", "found 73551234"],
  ["a number as Helm writes it", "found 7.3551234e+07"],
])("a secret is taken out of %s", (_, text) => {
  expect(redactMany(text)).not.toMatch(
    /Pr0d|PR0D|UHIwZ|abcdefgh|BEGIN KEY|73551234|7\.3551|KBZDAZBG|A4RQMQTHAPD|50723064/,
  );
});

test("a secret is taken out of YAML with single quotes", () => {
  const redactQuoted = createRedaction({ password: "it's: one" }, ofMany);
  expect(redactQuoted("password: 'it''s: one'")).toBe("password: '(hidden)'");
});

test.each(["", "u", "u:", "://u:"])(
  "a secret is taken out of the base64 of an address with it after %j",
  (before) => {
    const base64 = btoa(`${before}${written}@h`);
    // What is left is of what stands around it.
    for (const text of [base64, base64.replaceAll("+", "-").replaceAll("/", "_")])
      expect(redactMany(`found ${text}`)).toMatch(/^found [\w+/-]{0,7}\(hidden\)[\w+/=-]{0,6}$/);
  },
);

test("what base64 has by chance is not taken out", () => {
  const redact = createRedaction({ password: "abcd" }, ofMany);
  expect(redact(btoa("xabcdx"))).toBe(btoa("xabcdx"));
});
