import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { OverlayError } from "../../src/resolve/overlay-error.ts";
import { overlayLayer } from "../../src/resolve/overlay-layer.ts";
import { UsageError } from "../../src/usage-error.ts";
import { packageFolder } from "../support/paths.ts";
import { tempFolder } from "../support/temp-folder.ts";

function overlay(text: string, name = "over.yaml") {
  const file = join(tempFolder(), name);
  writeFileSync(file, text);
  return overlayLayer(file, name);
}

describe("an overlay", () => {
  test.each([
    { what: "YAML", text: "a:\n  b: [1, x]\n", values: { a: { b: [1, "x"] } } },
    { what: "JSON", text: '{"a": {"b": [1, "x"]}}', values: { a: { b: [1, "x"] } } },
    {
      what: "words that YAML 1.1 takes for booleans",
      text: "a: yes\nb: on\n",
      values: { a: "yes", b: "on" },
    },
    { what: "an anchor", text: "a: &x { b: 1 }\nc: *x\n", values: { a: { b: 1 }, c: { b: 1 } } },
    { what: "nothing", text: "", values: {} },
    { what: "comments only", text: "# nothing yet\n", values: {} },
  ])("may be $what", ({ text, values }) => {
    expect(overlay(text).values).toEqual(values);
  });

  test.each([
    { what: "a wrong indentation", text: "a:\n  b: 1\n c: 2\n", at: "3:1" },
    { what: "a key twice", text: "a: 1\na: 2\n", at: "2:1" },
    { what: "a tab", text: "a:\n\tb: 1\n", at: "2:1" },
    { what: "a text that is not closed", text: 'a: "b\n', at: "2:1" },
    { what: "two documents", text: "a: 1\n---\nb: 2\n", at: "2:1" },
    { what: "an alias of nothing", text: "a: *x\n", at: "1:4" },
    { what: "a tag that nobody knows", text: "a: 1\nb: !secret x\n", at: "2:4" },
    { what: "broken JSON", text: '{\n  "a": 1,\n  "b": \n', at: "1:1" },
    { what: "a list", text: "- a\n", at: "1:1" },
    { what: "a text", text: "hello\n", at: "1:1" },
  ])("that is $what is refused with file, line and column", ({ text, at }) => {
    expect(() => overlay(text)).toThrow(OverlayError);
    expect(() => overlay(text)).toThrow(new RegExp(`^over\\.yaml:${at}: `, "m"));
  });

  test.each([
    { text: "a: 1\nb: [1\nc: 2\n", at: ["2:4"] },
    { text: "a: [[1], [2]\nb: 1\n", at: ["1:4"] },
    { text: "a: [[1]", at: ["1:4"] },
    { text: "a: [\n  {b: 1\nc: 2\n", at: ["1:4", "2:3"] },
    { text: "a: {b: [c: 1\nd: 2\n", at: ["1:4", "1:8"] },
    { text: "{a: 1", at: ["1:1"] },
  ])("of a bracket that is not closed is refused at the bracket: $text", ({ text, at }) => {
    const said =
      "this bracket is not closed, or only on a line that is not indented deeper than the one it is on";
    expect(() => overlay(text)).toThrow(
      new OverlayError(at.map((place) => `over.yaml:${place}: ${said}`).join("\n")),
    );
  });

  test.each([
    {
      what: "10,000 levels",
      text: `a: ${"[".repeat(10_000)}${"]".repeat(10_000)}`,
      says: /:1:\d+: .*nested too deep/,
    },
    {
      what: "300,000 keys",
      text: Array.from({ length: 300_000 }, (_, at) => `k${at}: 1\n`).join(""),
      says: /at most 256 KiB/,
    },
    {
      what: "aliases that multiply",
      text: `a: &a [x]\n${[..."bcdefghij"].map((name, at) => `${name}: &${name} [${`*${"abcdefghij"[at]},`.repeat(9)}]\n`).join("")}`,
      says: /aliases make it too large/,
    },
    {
      what: "an alias of what it stands in",
      text: "a: &a [*a]\n",
      says: /over\.yaml:1:\d+: a\[0\] is a part that holds itself/,
    },
    {
      what: "a key __proto__",
      text: "a:\n  __proto__: { b: 1 }\n",
      says: /over\.yaml:2:\d+: a is an object with the key __proto__/,
    },
    { what: "a number that is none", text: "a: .nan\n", says: /a is NaN/ },
  ])("that is $what is refused with a sentence", ({ text, says }) => {
    expect(() => overlay(text)).toThrow(OverlayError);
    expect(() => overlay(text)).toThrow(says);
  });

  test("that is not UTF-8 is refused, and not read with other characters", () => {
    const file = join(tempFolder(), "over.yaml");
    writeFileSync(file, Buffer.concat([Buffer.from("a: 1\nb: caf"), Buffer.from([0xe9, 0x0a])]));
    expect(() => overlayLayer(file, "over.yaml")).toThrow(/^over\.yaml:2:1: .*UTF-8/);
  });

  test.each([
    "*hunter2",
    "!hunter2 x",
    '"hunter2',
    "[hunter2",
    "{ hunter2: }}",
    "\thunter2: 1",
    "%hunter2",
    "'a' hunter2",
    "@hunter2",
    '"\\hunter2"',
    "&x *hunter2",
    "- hunter2\n  hunter2: hunter2:",
    "|hunter2\n x",
    ">9hunter2",
  ])("that has %j for a password does not show it", (password) => {
    let message = "";
    try {
      overlay(`a: 1\npassword: ${password}\n`);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(/^over\.yaml:/);
    expect(message).not.toContain("hunter2");
  });

  test("tells all of its faults", () => {
    expect(() => overlay("a: 1\na: 2\nb: 1\nb: 2\n")).toThrow(/over\.yaml:2:1: .*\nover\.yaml:4:1: /);
  });

  test("that is not there is wrong use", () => {
    expect(() => overlayLayer(join(tempFolder(), "none.yaml"), "none.yaml")).toThrow(UsageError);
  });

  test.skipIf(process.platform === "win32")(
    "that is a pipe which nobody writes is refused, and not waited for",
    () => {
      const pipe = join(tempFolder(), "pipe.yaml");
      execFileSync("mkfifo", [pipe]);
      expect(() => overlayLayer(pipe, "pipe.yaml")).toThrow(/^pipe\.yaml is no file$/);
      expect(() => overlayLayer("/dev/zero", "zero")).toThrow(/^zero is no file$/);
    },
  );

  test.skipIf(process.platform === "win32")("may come from a pipe that the shell opened", () => {
    const script = `import { overlayLayer } from ${JSON.stringify(join(packageFolder, "src/resolve/overlay-layer.ts"))};
      console.log(JSON.stringify(overlayLayer("/dev/fd/3", "over.yaml").values));`;
    const command = '"$1" --conditions=@chartmodel/source --input-type=module --eval "$2" 3< <(echo "a: 1")';
    const output = execFileSync("bash", ["-c", command, "bash", process.execPath, script], {
      cwd: packageFolder,
      encoding: "utf8",
    });
    expect(JSON.parse(output)).toEqual({ a: 1 });
  });

  test.each([
    { path: ["a", "b"], line: 2 },
    { path: ["list", 1], line: 5 },
    { path: ["list", 7], line: 4 },
    { path: ["elsewhere"], line: 1 },
  ])("knows that $path stands in line $line", ({ path, line }) => {
    expect(overlay("a:\n  b: 1\nlist:\n  - x\n  - y\n").locate?.(path)).toMatchObject({ line });
  });
});
