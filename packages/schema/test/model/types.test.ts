import { describe, expect, test } from "vitest";
import {
  AbsolutePath,
  DnsLabel,
  DnsSubdomain,
  defineChart,
  HttpUrl,
  ImageDigest,
  ImageRepository,
  ImageTag,
  Labels,
  Port,
  Quantity,
  StringMap,
  Type,
} from "../../src/index.ts";
import { refusedByHelm } from "../support/helm.ts";

const digest = `sha256:${"a1".repeat(32)}`;

const kinds = {
  Port: { type: Port(), right: [1, 80, 65_535], wrong: [0, -1, 65_536, 80.5, "80", true] },
  DnsLabel: {
    type: DnsLabel(),
    right: ["a", "0", "todo-backend", "a--b", "x".repeat(63)],
    wrong: ["", "-a", "a-", "A", "a.b", "a_b", "x".repeat(64), "a\n", "ä"],
  },
  DnsSubdomain: {
    type: DnsSubdomain(),
    right: ["a", "a.b", "todo.example.com", "a-1.b-2"],
    wrong: ["", ".a", "a.", "a..b", "A.b", "-a.b", "a.-b", `${"a.".repeat(127)}`, "x".repeat(254), "*.a"],
  },
  HttpUrl: {
    type: HttpUrl(),
    right: [
      "http://a",
      "https://a.b:8000",
      "http://10.0.0.1/x/y?".slice(0, -1),
      "https://example.com/a%20b/",
    ],
    wrong: [
      "",
      "a",
      "ftp://a",
      "http://",
      "http://user:pass@a",
      "http://a b",
      "//a",
      "http://a:port",
      "HTTP://a",
    ],
  },
  AbsolutePath: {
    type: AbsolutePath(),
    right: ["/", "/data", "/a/b.c_d-e"],
    wrong: ["", "data", "./a", "/a b", "C:\\a", "/a\n"],
  },
  Quantity: {
    type: Quantity(),
    right: ["0", "1", "0.5", "250m", "128Mi", "1Gi", "2k", "3E"],
    wrong: ["", "-1", "1 Gi", "1gi", "1KB", "Mi", ".5", "1.", 1, "1mi"],
  },
  ImageRepository: {
    type: ImageRepository(),
    right: ["todo-backend", "library/nginx", "registry.example.com/a/b", "localhost:5000/a", "a__b", "a--b"],
    wrong: ["", "A", "a:1", "a@sha256:00", "/a", "a/", "https://a/b", "a b", "a//b"],
  },
  ImageTag: {
    type: ImageTag(),
    right: ["1.4.2", "latest", "_a", "v1-rc.1", "x".repeat(128)],
    wrong: ["", ".a", "-a", "a b", "a:b", "x".repeat(129)],
  },
  ImageDigest: {
    type: ImageDigest(),
    right: ["", digest],
    wrong: ["sha256:", digest.slice(0, -1), `${digest}0`, digest.toUpperCase(), "md5:00"],
  },
  StringMap: {
    type: StringMap(),
    right: [{}, { "a.b/c": "" }],
    wrong: [{ a: 1 }, { a: true }, { a: {} }, [], "a"],
  },
  Labels: {
    type: Labels(),
    right: [{}, { "example.com/a": "A_b.c-1" }, { a: "" }],
    wrong: [{ a: "-b" }, { a: "b c" }, { a: "x".repeat(64) }, { a: 1 }],
  },
} as const;

const names = Object.keys(kinds) as (keyof typeof kinds)[];

const chart = defineChart({
  name: "kinds",
  values: Type.Object(
    Object.fromEntries(
      names.flatMap((name) =>
        ["right", "wrong"].map((side) => [`${name}-${side}`, Type.Array(kinds[name].type)]),
      ),
    ),
  ),
});

const values = Object.fromEntries(
  names.flatMap((name) => [
    [`${name}-right`, kinds[name].right],
    [`${name}-wrong`, kinds[name].wrong],
  ]),
);

/** Where a value is wrong: `DnsLabel-wrong 3`. */
const wrongPlaces = names
  .flatMap((name) => kinds[name].wrong.map((_value, index) => `${name}-wrong ${index}`))
  .sort();

describe("the named types", () => {
  test("take what is right and refuse what is wrong", () => {
    const places = chart
      .complete(values)
      .issues.map(({ path }) => /^([\w-]+)\[(\d+)\]/.exec(path)?.slice(1, 3).join(" "));
    expect([...new Set(places)].sort()).toEqual(wrongPlaces);
  });

  test("are read by Helm in the same way", () => {
    const places = refusedByHelm(chart.schema, values).map((pointer) =>
      pointer.split("/").slice(1, 3).join(" "),
    );
    expect([...new Set(places)].sort()).toEqual(wrongPlaces);
  });

  test.each(names)("%s has an example that fits", (name) => {
    const { type } = kinds[name];
    const { schema, complete } = defineChart({ name: "example", values: Type.Object({ field: type }) });
    const examples = schema.properties?.["field"]?.examples ?? [];
    expect(examples.length).toBeGreaterThan(0);
    expect(examples.flatMap((field) => complete({ field }).issues)).toEqual([]);
  });

  test("take options of their own", () => {
    const { properties } = Type.Object({
      name: DnsLabel({ description: "A name.", maxLength: 5, default: "a" }),
    });
    expect(properties.name).toMatchObject({ description: "A name.", maxLength: 5, default: "a" });
  });
});
