import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { locateInSource } from "../../src/resolve/locate-in-source.ts";
import { tempFolder } from "../support/temp-folder.ts";

const source = `import { defineEnvironment } from "./environment.ts";
import { elsewhere } from "./elsewhere.ts";

const shared = { size: 1, deep: { a: 1 } } as const;
const ports: readonly number[] = [
  80,
  81,
];
export const hosts = ["a"];

export const qa = defineEnvironment({
  name: "qa",
  ...shared,
  replicas: 2,
  group: {
    ...shared,
    "quoted-key": { inner: true },
    list: [
      { name: "x" },
      { name: "y" },
    ],
  },
  ports,
  hosts: hosts,
  foreign: elsewhere,
  computed: 1 + 1,
  again: 1,
  again: 2,
} satisfies object);
`;

const call = { line: 11, column: 19 };

test.each([
  { path: ["replicas"], line: 14 },
  { path: ["group", "quoted-key", "inner"], line: 17 },
  { path: ["group", "list", 1, "name"], line: 20 },
  { path: ["group", "list", 9], line: 18 },
  { path: ["size"], line: 4 },
  { path: ["group", "deep", "a"], line: 4 },
  { path: ["ports", 1], line: 7 },
  { path: ["hosts", 0], line: 9 },
  { path: ["foreign", "x"], line: 25 },
  { path: ["computed"], line: 26 },
  { path: ["again"], line: 28 },
  { path: ["missing"], line: 11 },
])("$path is set in line $line", ({ path, line }) => {
  const file = join(tempFolder(), "qa.ts");
  writeFileSync(file, source);
  expect(locateInSource({ name: "qa", values: {}, position: { file, ...call } }, path)).toMatchObject({
    file,
    line,
  });
});

test("a file that cannot be read leaves the position of the call", () => {
  const position = { file: join(tempFolder(), "gone.ts"), ...call };
  expect(locateInSource({ name: "qa", values: {}, position }, ["replicas"])).toEqual(position);
});

test("an environment without a position has no place", () => {
  expect(locateInSource({ name: "qa", values: {} }, ["replicas"])).toBeUndefined();
});
