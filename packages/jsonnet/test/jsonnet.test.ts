import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Jsonnet, JsonnetError } from "../src/index.ts";

let folder: string;
const at = (path: string) => join(folder, path);

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "jsonnet-")));
  for (const [path, text] of Object.entries({
    "shop/main.jsonnet": "{ own: import 'part.libsonnet', shared: import 'shared.libsonnet' }",
    "shop/part.libsonnet": "{ pods: 2 }",
    "shop/broken.libsonnet": "{ pods: 2,\n  size: }",
    "shop/imports-broken.jsonnet": "import 'broken.libsonnet'",
    "shop/outside.jsonnet": "importstr '../secret.txt'",
    "shop/text.jsonnet": "{ text: importstr 'part.libsonnet', bytes: importbin 'bytes' }",
    "shop/bytes": "\u0001\u0002",
    "library/shared.libsonnet": "{ size: 'large' }",
    "secret.txt": "hunter2",
  })) {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  }
  symlinkSync(at("secret.txt"), at("shop/link.txt"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const jsonnet = new Jsonnet();
afterAll(() => jsonnet.close());

/** The error that an evaluation ends with. */
function failure(evaluate: () => unknown): JsonnetError {
  try {
    evaluate();
  } catch (error) {
    if (error instanceof JsonnetError) return error;
    throw error;
  }
  throw new Error("it was evaluated");
}

describe("a text", () => {
  test("is evaluated to data", () => {
    expect(jsonnet.evaluate("{ a: [1, 2.5, null, true], b:: 'hidden', c: self.b + '!' }")).toEqual({
      a: [1, 2.5, null, true],
      c: "hidden!",
    });
  });

  test("gets external variables and top-level arguments as data", () => {
    expect(
      jsonnet.evaluate("{ pods: 2 * std.extVar('zones').count }", { external: { zones: { count: 3 } } }),
    ).toEqual({
      pods: 6,
    });
    expect(jsonnet.evaluate("function(pods, size='small') [pods, size]", { arguments: { pods: 4 } })).toEqual(
      [4, "small"],
    );
  });

  test("cannot turn data into code", () => {
    expect(jsonnet.evaluate("std.extVar('name')", { external: { name: "' + error 'x' + '" } })).toBe(
      "' + error 'x' + '",
    );
  });

  test("gives keys of every name, and none to a prototype", () => {
    const value = jsonnet.evaluate("{ ['__proto__']: { polluted: true } }") as object;
    expect(Object.keys(value)).toEqual(["__proto__"]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test("gives the same text for the same program, whatever its order", () => {
    expect(JSON.stringify(jsonnet.evaluate("{ b: 1, a: 2 }"))).toBe('{"a":2,"b":1}');
  });
});

describe("native functions", () => {
  const natives = {
    sum: (a: number, b: number) => a + b,
    parts: (text: string) => ({ parts: text.split(",") }),
    fails: () => {
      throw new Error("there is no such zone");
    },
  };

  test("take data and give data", () => {
    using own = new Jsonnet({ natives });
    expect(own.evaluate("std.native('sum')(1, 2)")).toBe(3);
    expect(own.evaluate("std.native('parts')('a,b').parts")).toEqual(["a", "b"]);
  });

  test("cannot use the evaluator that calls them", () => {
    using own: Jsonnet = new Jsonnet({ natives: { again: () => own.evaluate("1") } });
    expect(failure(() => own.evaluate("std.native('again')()")).reason).toMatch(/cannot use the evaluator/);
    expect(own.evaluate("1")).toBe(1);
  });

  test("fail at the place of their call", () => {
    using own = new Jsonnet({ natives });
    expect(failure(() => own.evaluate("{\n  zone: std.native('fails')(),\n}")).message).toBe(
      "(text):2:9: there is no such zone",
    );
  });

  const cycle: Record<string, unknown> = {};
  cycle["self"] = cycle;
  test.each([
    ["a Promise", Promise.resolve(1), "a Promise"],
    ["nothing", undefined, "nothing"],
    ["a function", () => 1, "a function"],
    ["a BigInt", 1n, "a BigInt"],
    ["NaN", Number.NaN, "NaN"],
    ["a symbol in a map", { a: { b: Symbol("b") } }, 'a symbol at "b"'],
    ["nothing in a list", [1, undefined], 'nothing at "1"'],
    ["half of a character", ["\ud83d"], 'half of a surrogate pair at "0"'],
    ["a cycle", cycle, 'what holds itself at "self"'],
  ])("that give %s are refused, and the evaluator goes on", (_, given, found) => {
    using own = new Jsonnet({ natives: { gives: () => given } });
    expect(failure(() => own.evaluate("std.native('gives')()")).message).toBe(
      `(text):1:1: the native function "gives" gave ${found}: let it be data that JSON can hold, and null for nothing`,
    );
    expect(own.evaluate("1 + 1")).toBe(2);
  });

  test("that throw what is no error fail, and the evaluator goes on", () => {
    const thrown = [undefined, null, "text", { message: () => 1 }];
    for (const given of thrown) {
      const throws = () => {
        throw given;
      };
      using own = new Jsonnet({ natives: { throws } });
      expect(failure(() => own.evaluate("std.native('throws')()")).reason).toBe("the function failed");
      expect(own.evaluate("1 + 1")).toBe(2);
    }
  });

  test("give what JSON holds of objects", () => {
    const shared = [1];
    const given = { at: new Date(0), none: undefined, twice: [shared, shared] };
    using own = new Jsonnet({ natives: { gives: () => given } });
    expect(own.evaluate("std.native('gives')()")).toEqual({
      at: "1970-01-01T00:00:00.000Z",
      twice: [[1], [1]],
    });
  });
});

test.each([
  ["NaN", { a: Number.NaN }, 'NaN at "a"'],
  ["a function", () => 1, "a function"],
  ["a BigInt", 1n, "a BigInt"],
  ["half of a character", "\ud83d", "half of a surrogate pair"],
])("inputs that hold %s are refused: they would be read as something else", (_, given, found) => {
  using own = new Jsonnet();
  const sentence = `the external variable "a" is ${found}: let it be data that JSON can hold, and null for nothing`;
  expect(() => own.evaluate("std.extVar('a')", { external: { a: given } })).toThrow(new TypeError(sentence));
  expect(() => own.evaluate("function(a) a", { arguments: { a: given } })).toThrow(/^the argument "a" is /);
});

describe("imports", () => {
  test("of nothing are told as such", () => {
    using own = new Jsonnet({ folders: [folder] });
    expect(failure(() => own.evaluate('import ""')).message).toMatch(/^\(text\):1:1: there is no file ""/);
  });

  test("are found beside the file, then in the libraries", () => {
    using own = new Jsonnet({ libraries: [at("library")] });
    expect(own.evaluateFile(at("shop/main.jsonnet"))).toEqual({
      own: { pods: 2 },
      shared: { size: "large" },
    });
    expect([...own.files]).toEqual([at("shop/part.libsonnet"), at("library/shared.libsonnet")]);
  });

  test("and the program itself know what they are called, from the root", () => {
    writeFileSync(at("shop/self.libsonnet"), "[std.thisFile, (import '../library/self.libsonnet')]");
    writeFileSync(at("library/self.libsonnet"), "std.thisFile");
    const text = "[std.thisFile, import 'self.libsonnet']";
    const source = { name: "shop/main.jsonnet", folder: at("shop") };
    using own = new Jsonnet({ folders: [folder] });
    expect(own.evaluate(text, {}, { ...source, root: folder })).toEqual([
      "shop/main.jsonnet",
      ["shop/self.libsonnet", "library/self.libsonnet"],
    ]);
    expect(own.evaluate(text, {}, { ...source, root: at("shop") })).toEqual([
      "shop/main.jsonnet",
      ["self.libsonnet", at("library/self.libsonnet")],
    ]);
    expect(own.evaluate(text, {}, source)).toEqual([
      "shop/main.jsonnet",
      [at("shop/self.libsonnet"), at("library/self.libsonnet")],
    ]);
    expect([...own.files]).toEqual([at("shop/self.libsonnet"), at("library/self.libsonnet")]);
    expect(own.evaluate("std.thisFile")).toBe("(text)");
  });

  test("may be text or bytes", () => {
    expect(jsonnet.evaluateFile(at("shop/text.jsonnet"))).toEqual({ text: "{ pods: 2 }", bytes: [1, 2] });
  });

  test("reach no file outside of the folders", () => {
    expect(failure(() => jsonnet.evaluateFile(at("shop/outside.jsonnet"))).reason).toMatch(
      /"\.\.\/secret\.txt" is .*secret\.txt, which is in none of the folders that may be read/,
    );
    using own = new Jsonnet({ folders: [at("shop")] });
    for (const path of [at("secret.txt"), at("shop/link.txt"), "/etc/hosts"])
      expect(failure(() => own.evaluate(`importstr ${JSON.stringify(path)}`)).reason, path).toMatch(
        /none of the folders/,
      );
  });

  test("of a text reach no file at all, unless folders are given", () => {
    expect(
      failure(() => jsonnet.evaluate(`import ${JSON.stringify(at("shop/part.libsonnet"))}`)).reason,
    ).toMatch(/none of the folders/);
  });

  test("that are not there are named with where they were looked for", () => {
    expect(failure(() => jsonnet.evaluate("{\n  a: import 'nope.libsonnet',\n}")).message).toBe(
      `(text):2:6: there is no file "nope.libsonnet" in ${process.cwd()}`,
    );
  });
});

describe("errors", () => {
  test.each([
    ["syntax", "{ a: 1,\n  b: }", /^\(text\):2:6: Unexpected: "}"/],
    ["an unknown variable", "{ a: 1,\n  b: c }", /^\(text\):2:6: Unknown variable: c$/],
    ["a program's own", "local f(x) = error 'no ' + x;\n{ a: f(1) }", /^\(text\):1:14: no 1$/],
    ["recursion without an end", "local f(x) = f(x + 1);\nf(0)", /^\(text\):1:14: max stack frames exceeded/],
    ["what is no data", "function(x) x", /Missing argument: x/],
  ])("of %s begin with file, line and column", (_, text, message) => {
    expect(failure(() => jsonnet.evaluate(text)).message).toMatch(message);
  });

  test("have a trace, the innermost place first", () => {
    expect(failure(() => jsonnet.evaluate("local f(x) = error 'no';\n{ a: f(1) }")).trace).toEqual([
      { file: "(text)", line: 1, column: 14 },
      { file: "(text)", line: 2, column: 6 },
    ]);
  });

  test("of an imported file begin with that file", () => {
    const error = failure(() => jsonnet.evaluateFile(at("shop/imports-broken.jsonnet")));
    expect(error.message).toBe(`${at("shop/broken.libsonnet")}:2:9: Unexpected: "}" while parsing terminal`);
    expect(error.trace[1]).toEqual({ file: at("shop/imports-broken.jsonnet"), line: 1, column: 1 });
  });
});

describe("limits", () => {
  test("hold for native functions, too", () => {
    const late = () => {
      for (const end = performance.now() + 1_600; performance.now() < end; );
      return 1;
    };
    using own = new Jsonnet({ timeLimit: 1_500, natives: { late } });
    expect(failure(() => own.evaluate("std.native('late')()")).message).toBe(
      "(text) takes more than 1500 ms to evaluate",
    );
  });

  test.each([
    [
      "a loop",
      { timeLimit: 1_500 },
      "local f(n) = if n < 2 then n else f(n - 1) + f(n - 2); f(60)",
      "(text) takes more than 1500 ms to evaluate",
    ],
    [
      "a long list",
      { memoryLimit: 64 },
      "std.length(std.repeat('x', 1000000000))",
      "the program takes more than 64 MiB of memory",
    ],
  ])("end %s, and the evaluator goes on", (_, options, text, message) => {
    using own = new Jsonnet(options);
    expect(failure(() => own.evaluate(text)).message).toBe(message);
    expect(new Jsonnet().evaluate("1 + 1")).toBe(2);
  });

  test("end a program that is nested too deeply", () => {
    using own = new Jsonnet({ memoryLimit: 64 });
    const text = "[".repeat(100_000) + "]".repeat(100_000);
    expect(failure(() => own.evaluate(text)).message).toMatch(/more than 64 MiB|nested too deeply/);
    expect(own.evaluate("1 + 1")).toBe(2);
  });
});
