import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { callAi, key, runAi } from "./run-ai.ts";

const root = join(import.meta.dirname, "../..");
const overlay = (environment: string) => join(root, "environments", `${environment}.local.yaml`);

type Changes = readonly (readonly [path: string, value: string])[];
const says = (changes: Changes) => [
  { say: JSON.stringify({ changes: changes.map(([path, value]) => ({ path, value })), reason: "as asked" }) },
];

interface Sentence {
  readonly command: "scale" | "deploy";
  readonly environment: "local" | "staging" | "production";
  readonly sentence: string;
  readonly changes: Changes;
  /** What is printed: for a refusal the rule's own sentence and code. */
  readonly expected: RegExp;
  /** @default 0 */
  readonly code?: number;
}

const sqlite = /must be 1 with SQLite, but is 3: lower it, or use PostgreSQL \[sqlite-one-pod\]/;

const sentences: readonly Sentence[] = [
  {
    command: "scale",
    environment: "local",
    sentence: "scale frontend to 3",
    changes: [["frontend.replicaCount", "3"]],
    expected: sqlite,
    code: 1,
  },
  {
    command: "scale",
    environment: "local",
    sentence: "scale the backend to 3 pods",
    changes: [["backend.replicaCount", "3"]],
    expected: sqlite,
    code: 1,
  },
  {
    command: "scale",
    environment: "local",
    sentence: "run the frontend once",
    changes: [["frontend.replicaCount", "1"]],
    expected: /verdict: unchanged/,
  },
  {
    command: "scale",
    environment: "local",
    sentence: "turn on autoscaling of the backend",
    changes: [["backend.autoscaling.enabled", "true"]],
    expected: /must be false with SQLite.*\[sqlite-one-pod\]/,
    code: 1,
  },
  {
    command: "scale",
    environment: "local",
    sentence: "give the backend 512Mi",
    changes: [["backend.resources.limits.memory", "512Mi"]],
    expected: /verdict: accepted[\s\S]*256Mi → 512Mi/,
  },
  {
    command: "scale",
    environment: "local",
    sentence: "the backend requests 2 processors",
    changes: [["backend.resources.requests.cpu", "2"]],
    expected: /\[requests-within-limits\]/,
    code: 1,
  },
  {
    command: "scale",
    environment: "local",
    sentence: "a thousand backends",
    changes: [["backend.replicaCount", "1000"]],
    expected: /backend\.replicaCount must be/,
    code: 1,
  },
  {
    command: "scale",
    environment: "local",
    sentence: "minus one backends",
    changes: [["backend.replicaCount", "-1"]],
    expected: /backend\.replicaCount must be/,
    code: 1,
  },
  {
    command: "scale",
    environment: "local",
    sentence: "many backends",
    changes: [["backend.replicaCount", "many"]],
    expected: /backend\.replicaCount must be/,
    code: 1,
  },
  {
    command: "scale",
    environment: "staging",
    sentence: "scale frontend to 3",
    changes: [["frontend.replicaCount", "3"]],
    expected: /verdict: accepted[\s\S]*frontend\.replicaCount\s+2 → 3/,
  },
  {
    command: "scale",
    environment: "staging",
    sentence: "one backend is enough",
    changes: [["backend.replicaCount", "1"]],
    expected: /\[disruption-budget-room\]/,
    code: 1,
  },
  {
    command: "scale",
    environment: "staging",
    sentence: "one backend, and no disruption budget",
    changes: [
      ["backend.replicaCount", "1"],
      ["backend.disruptionBudget.enabled", "false"],
    ],
    expected: /verdict: accepted/,
  },
  {
    command: "scale",
    environment: "staging",
    sentence: "autoscale the backend from 5 to 2",
    changes: [
      ["backend.autoscaling.enabled", "true"],
      ["backend.autoscaling.minReplicas", "5"],
      ["backend.autoscaling.maxReplicas", "2"],
    ],
    expected: /\[autoscaling-range\]/,
    code: 1,
  },
  {
    command: "deploy",
    environment: "production",
    sentence: "use the latest image in production",
    changes: [["images.tag", "latest"]],
    expected:
      /images\.tag must be a version such as 1\.2\.3 or a commit, which do not move, but is "?latest"?: name the version to deploy, or both digests \[immutable-image\]/,
    code: 1,
  },
  {
    command: "deploy",
    environment: "staging",
    sentence: "deploy version 0.2.0",
    changes: [["images.tag", "0.2.0"]],
    expected: /verdict: accepted[\s\S]*0\.1\.0 → 0\.2\.0/,
  },
  {
    command: "deploy",
    environment: "staging",
    sentence: "never pull images",
    changes: [["images.pullPolicy", "Never"]],
    expected: /images\.pullPolicy must be[\s\S]*\[immutable-image\]/,
    code: 1,
  },
  {
    command: "deploy",
    environment: "staging",
    sentence: "use SQLite",
    changes: [["database.kind", "sqlite"]],
    expected: /\[external-database\]/,
    code: 1,
  },
  {
    command: "deploy",
    environment: "local",
    sentence: "log more of the backend",
    changes: [["backend.config.logLevel", "debug"]],
    expected: /verdict: accepted/,
  },
  {
    command: "deploy",
    environment: "local",
    sentence: "make the frontend a ClusterIP",
    changes: [["frontend.service.type", "ClusterIP"]],
    expected: /\[node-port-type\]/,
    code: 1,
  },
  {
    command: "deploy",
    environment: "local",
    sentence: "listen on port 99999",
    changes: [["frontend.service.nodePort", "99999"]],
    expected: /frontend\.service\.nodePort must be/,
    code: 1,
  },
];

describe("a sentence", () => {
  test.each(sentences)(
    "$environment: $sentence",
    async ({ command, environment, sentence, changes, expected, code = 0 }) => {
      const before = existsSync(overlay(environment));
      const result = await callAi([command, sentence, "--env", environment], says(changes));
      expect(result.printed).toMatch(expected);
      expect(result.code, result.printed).toBe(code);
      // Nobody confirmed.
      expect(existsSync(overlay(environment))).toBe(before);
      expect(result.requests).toHaveLength(1);
    },
  );
});

describe("a language model that", () => {
  const scale = ["scale", "scale frontend to 3"];
  const wrong = (what: string) => ({ say: JSON.stringify(what) });
  test.each([
    ["answers nothing", [{ say: "" }], /answered nothing/],
    ["answers rubbish", [{ say: "Sure! I have scaled it." }], /something else than what it was asked for/],
    ["answers another shape", [wrong("yes")], /something else than what it was asked for/],
    [
      "answers half a stream",
      [{ raw: 'data: {"choices":[{"delta":{"content":"{\\"chan"}}]}\n\n' }],
      /broke off/,
    ],
    ["answers no stream", [{ raw: "data: {oops\n\n" }], /stream cannot be read/],
    [
      "calls a tool",
      [{ call: "kubectl", arguments: { command: "kubectl delete all --all" } }],
      /called a tool that it does not have \(kubectl\)/,
    ],
    ["refuses the key", [{ status: 401 }], /refuses the key/],
    ["is broken", [{ status: 500 }], /HTTP 500/],
    ["never answers", [{ hang: true } as const], /did not answer within 2 s/],
    [
      "wants what no sentence may",
      says([["secret.name", "other"]]),
      /"secret\.name", which a sentence may not/,
    ],
    [
      "wants to be deployed elsewhere",
      says([["context", "production"]]),
      /"context", which a sentence may not/,
    ],
    ["understands nothing", says([]), /nothing in the sentence is a change/],
  ])("%s is told in a sentence", async (_what, turns, message) => {
    // Only who waits for nothing is to be told soon: on a busy machine an answer may take a while.
    const limit = turns.some((turn) => "hang" in turn) ? ["--time-limit", "2"] : [];
    const { code, printed } = await callAi([...scale, ...limit], turns);
    expect(printed).toMatch(message);
    expect(code).toBe(3);
    expect(printed).not.toContain(key);
    const trace = /Trace: (\S+)/.exec(printed)?.[1] ?? "";
    expect(readFileSync(join(root, trace), "utf8")).not.toContain(key);
  });

  test("is not there is told, and what to set", async () => {
    const { code, printed } = await runAi(scale, [], { OPENAI_ENDPOINT: "http://127.0.0.1:9/v1" });
    expect(code).toBe(3);
    expect(printed).toMatch(/no language model answers at http:\/\/127\.0\.0\.1:9\/v1/);
  });
});

test("kubectl-ai that is not there is told, and what needs none", async () => {
  // Node is started by its path.
  const { code, printed } = await runAi(["inspect", "how are the pods?"], [], { PATH: "/nonexistent" });
  expect(code).toBe(3);
  expect(printed).toMatch(
    /kubectl-ai is not on PATH: see docs\/ai-ops\.md\. `npm run ai -- health` needs no/,
  );
});

test("no trace holds a key, whatever ran", () => {
  const folder = join(root, ".dev/ai");
  for (const file of readdirSync(folder)) expect(readFileSync(join(folder, file), "utf8")).not.toContain(key);
});
