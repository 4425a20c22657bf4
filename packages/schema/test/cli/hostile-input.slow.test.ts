import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Outcome, runMain } from "../support/chartmodel.ts";
import { hostileTexts } from "../support/hostile-texts.ts";
import { initFolder } from "../support/init-folder.ts";
import { type TempProject, tempProject } from "../support/temp-project.ts";

/** `npm run test:long` tries a third of all at each door, `npm test` a twelfth. */
const isLong = process.env["HOSTILE"] === "many";

const inputs: readonly (string | Buffer)[] = [
  ...hostileTexts,
  // What a terminal obeys.
  ...["\u001b[2J", "\u001b]0;title\u0007", "a\rb", "\b\b", "\u202egnp.exe", "\u009b31m"],
  // What holds or means more than it says.
  ...['{"__proto__":{"polluted":1}}', "__proto__: {polluted: 1}", "constructor: {prototype: {polluted: 1}}"],
  ...["a: &a [x, x]\nb: *a", "<<: {a: 1}", "a: 1\na: 2", "? [a]\n: 1", "a: !!js/function x", "--- 1\n--- 2"],
  ...["$ref: '#'", '{"$ref":"#/definitions/a","definitions":{"a":{"$ref":"#/definitions/a"}}}', "&a [*a]"],
  ...['{"pattern":"(a+)+$"}', '{"type":"nonsense"}', '{"properties":7}', "null", "true", "[]", "7", '"a"'],
  ...[
    "../../../etc/passwd",
    "/dev/null",
    ".",
    "..",
    "-",
    "--",
    "--help",
    "=",
    "a=",
    "=a",
    "a[",
    "a[0",
    "a..b",
    "a[-1]",
  ],
  ...[
    "a[9999999]=1",
    "web.replicas=1e999",
    "web[__proto__].polluted=1",
    "HEAD",
    "HEAD:../x",
    "@{-1}",
    "a\\b",
    "C:\\a",
  ],
  ...[
    "std.extVar('nope')",
    "local f(x)=f(x)+1; f(0)",
    "import '/etc/hosts'",
    "error 'x'",
    "{ [x]: x for x in [1] }",
  ],
  // Much.
  ...[
    "[".repeat(10_000),
    '{"a":'.repeat(10_000),
    "a".repeat(1_000_000),
    "- ".repeat(10_000),
    "a:\n".repeat(2000),
  ],
  `${Array.from({ length: 30 }, (_, at) => `a${at}: &a${at} [${at === 0 ? "x" : `*a${at - 1}, *a${at - 1}`}]`).join("\n")}`,
  // No text.
  ...[
    Buffer.from([0xff, 0xfe, 0x61, 0x00]),
    Buffer.from([0xc3, 0x28]),
    Buffer.from([0xed, 0xa0, 0x80]),
    Buffer.alloc(9),
  ],
];

/** A place where something comes in from outside: gives the program what is hostile there. */
type Door = (project: TempProject, input: string | Buffer) => readonly string[] | undefined;

const shown = ["values", "--env", "production", "--chart", "web"];

/** As an argument of a program, which holds no NUL and is text. */
const argument =
  (...args: readonly string[]): Door =>
  (_, input) =>
    typeof input === "string" && !input.includes("\0") && input.length < 100_000
      ? args.map((arg) => arg.replace("%", () => input))
      : undefined;

const inFile =
  (path: string, args: readonly string[], around: (text: string) => string = (text) => text): Door =>
  ({ path: place, write }, input) => {
    if (typeof input === "string") write(path, around(input));
    else {
      write(path, "");
      writeFileSync(place(path), input);
    }
    return args;
  };

/** As a text in the code of a model. */
const inCode =
  (path: string, from: string, to: string, args: readonly string[]): Door =>
  ({ read, write }, input) => {
    if (typeof input !== "string") return undefined;
    write(
      path,
      read(path).replace(from, () => to.replace("%", () => JSON.stringify(input))),
    );
    return args;
  };

const doors: Record<string, Door> = {
  "the name of the command": argument("%"),
  "the name of an environment": argument("values", "--env", "%", "--chart", "web"),
  "the name of a chart": argument("values", "--env", "production", "--chart", "%"),
  "an option": argument(...shown, "--%"),
  "what --set sets": argument(...shown, "--set", "%"),
  "a path of --set": argument(...shown, "--set", "%=1"),
  "a value of --set": argument(...shown, "--set", "queue=%"),
  "a number of --set": argument(...shown, "--set", "web.replicas=%"),
  "a secret of --set": argument(...shown, "--set", "token=%"),
  "the configuration": argument(...shown, "--config", "%"),
  "an overlay": argument(...shown, "--overlay", "%"),
  "a path to explain": argument("explain", "--env", "production", "%"),
  "a code to tell of": argument("why", "%"),
  "an environment to compare": argument("diff", "--env", "production", "--env", "%"),
  "a commit to compare": argument("diff", "--against", "%"),
  "a commit to check against": argument("check", "--against", "%"),
  "a schema to compare": argument("schema-diff", "%"),
  "a chart to make a project of": argument("init", "%"),
  "a path to propose": argument("propose", "--env", "production", "%", "1"),
  "a value to propose": argument("propose", "--env", "production", "queue", "%"),
  "a reason": argument("propose", "--env", "production", "queue", "a", "--reason", "%"),
  "an overlay in YAML": inFile("overlays/production.yaml", shown),
  "a value of an overlay": inFile(
    "overlays/production.yaml",
    shown,
    (text) => `queue: ${JSON.stringify(text)}\n`,
  ),
  "a key of an overlay": inFile("overlays/production.yaml", shown, (text) => `${JSON.stringify(text)}: 1\n`),
  "a key of a map": inFile(
    "overlays/production.yaml",
    shown,
    (text) => `web: {annotations: {${JSON.stringify(text)}: a}}\n`,
  ),
  "an overlay in JSON": inFile("extra.json", [...shown, "--overlay", "extra.json"]),
  "an overlay in Jsonnet": inFile("extra.jsonnet", [...shown, "--overlay", "extra.jsonnet"]),
  "a file that is generated": inFile("environments/production/shop-web.values.yaml", ["check"]),
  "a file that is written over": inFile("charts/web/values.yaml", ["render"]),
  "the README of a chart": inFile("charts/web/README.md", ["render"]),
  "a provenance": inFile("chartmodel.provenance.json", ["check", "--attested"]),
  "a journal": inFile(".chartmodel/journal", shown),
  "an old schema": inFile("old.json", ["schema-diff", "old.json", "old.json"]),
  "the name of an environment in code": inCode("environments.ts", 'name: "production"', "name: %", [
    "render",
  ]),
  "a value in code": inCode("environments.ts", '"shop.example.com"', "%", ["render"]),
  "a description": inCode("model.ts", '"Pods to run."', "%", ["render"]),
  "a unit": inCode("model.ts", '"pods"', "%", ["render"]),
  "a message": inCode("model.ts", 'unit: "pods",', "message: %,", ["render"]),
  "a default": inCode("model.ts", 'default: "orders"', "default: %", ["render"]),
  "a pattern": inCode("model.ts", 'default: "orders"', 'default: "a", pattern: %', ["render"]),
  "the name of a chart in code": inCode("model.ts", '"shop-web"', "%", ["render"]),
  "the folder of a chart": inCode("model.ts", '"charts/web"', "%", ["render"]),
  "the path of an output": inCode("chartmodel.config.ts", '"docs/hosts.txt"', "%", ["render"]),
};

let tried = 0;
beforeAll(() => void vi.stubEnv("HELM", "/nowhere"));
afterAll(() => {
  vi.unstubAllEnvs();
  console.log(
    `Measured: ${tried} hostile inputs at ${Object.keys(doors).length} doors, each taken as data or refused with a sentence`,
  );
});

const shownInput = (input: string | Buffer) =>
  typeof input === "string"
    ? JSON.stringify(input).slice(0, 80)
    : `bytes ${input.toString("hex").slice(0, 40)}`;

describe.each(Object.entries(doors))("%s", (name, door) => {
  const which = inputs.filter((_, at) => (at + name.length) % (isLong ? 3 : 12) === 0);
  test("is no way in", { timeout: 600_000 }, async () => {
    const faults: object[] = [];
    for (const input of which) {
      const project = name.startsWith("a chart to make") ? initFolder() : tempProject("shop");
      const args = door(project, input);
      if (!args) continue;
      tried += 1;
      const outcome = await runMain(project, args).catch((error: Error) => ({
        code: Number.NaN,
        stdout: "",
        stderr: `${error.stack}`,
      }));
      const { stdout } = outcome;
      // A patch is for git, which needs it as it is.
      const fault = faultOf({ ...outcome, stdout: args[0] === "propose" ? "" : stdout });
      if (fault) faults.push({ input: shownInput(input), fault, said: outcome.stderr.slice(0, 600) });
      expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    }
    expect(faults).toEqual([]);
  });
});

/** What a program does not say to people. */
function faultOf({ code, stdout, stderr }: Outcome): string | undefined {
  if (code !== 0 && code !== 1 && code !== 2) return `exit code ${code}`;
  // Of a name that is too long Node says so; the frames are then of this test, in whose process the program runs.
  if (/^ +at .*[(:]/m.test(stderr) && !stderr.startsWith("Error: ENAMETOOLONG")) return "a stack";
  if (code !== 0 && stderr.trim() === "") return "nothing is said";
  if (/\[object /.test(stderr)) return "no words for people";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  if (/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(stderr + stdout)) return "what a terminal obeys";
  if (/[\u202a-\u202e\u2066-\u2069]/.test(stderr)) return "what a terminal shows in another order";
  if (stderr.length > 20_000) return `${stderr.length} characters`;
  if (!stdout.isWellFormed() || !stderr.isWellFormed()) return "half of a character";
  return undefined;
}
