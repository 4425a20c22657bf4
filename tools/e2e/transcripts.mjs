import { readFileSync } from "node:fs";
import { join } from "node:path";
import { wants } from "./assisted-copy.mjs";

const kubectl = (command) => ({ call: "kubectl", arguments: { command, modifies_resource: "no" } });
const alone = /No language model was asked: .*\. The facts stand alone\./;
const both = (...patterns) => new RegExp(patterns.map((pattern) => pattern.source).join("[\\s\\S]*"));

/**
 * For each command of `docs/ai-ops.md`: the words after `npm run ai --`, what the language model answers, the exit codes
 * and what is printed. `cluster` and `program` are what it needs; nothing is confirmed.
 */
export const transcripts = [
  {
    words: ["health"],
    cluster: true,
    turns: [],
    // A slow machine may have had warnings.
    codes: [0, 1],
    printed: both(/rollout\s+todo-backend/, /pods\s+todo-frontend/, alone),
  },
  {
    words: ["resources"],
    options: ["--seconds", "2"],
    cluster: true,
    turns: [],
    codes: [0, 1],
    printed: both(/memory use\s+todo-backend/, /cpu use\s+todo-frontend/, alone),
  },
  {
    words: ["performance"],
    options: ["--seconds", "2"],
    cluster: true,
    turns: [],
    codes: [0, 1],
    printed: both(/DNS\s+todo-frontend to todo-backend/, /request\s+todo-frontend to todo-backend/, alone),
  },
  {
    words: ["inspect", "show all pods with their status"],
    cluster: true,
    program: "kubectl-ai",
    turns: [kubectl("kubectl get pods"), { say: "Both services run." }],
    codes: [0],
    printed: /Running: kubectl get pods[\s\S]*Both services run\./,
  },
  {
    words: ["debug", "why is a pod of the frontend not ready?"],
    cluster: true,
    program: "kubectl-ai",
    turns: [
      kubectl("kubectl get events"),
      kubectl("kubectl describe deployment todo-frontend"),
      { say: "Nothing is wrong with it." },
    ],
    codes: [0],
    printed: /Running: kubectl describe deployment todo-frontend[\s\S]*Nothing is wrong with it\./,
  },
  {
    words: ["scale", "scale the backend to 2"],
    turns: [wants({ "backend.replicaCount": "2" })],
    codes: [1],
    printed: /Understood as: backend\.replicaCount = 2[\s\S]*verdict: refused[\s\S]*\[sqlite-one-pod\]/,
  },
  {
    words: ["deploy", "deploy version 0.2.0"],
    turns: [wants({ "images.tag": "0.2.0" })],
    codes: [0],
    printed: /verdict: accepted[\s\S]*images\.tag[\s\S]*0\.2\.0[\s\S]*Nothing was written/,
  },
];

/** The commands that the documentation has in its table, as the words after `npm run ai --`. */
export function documentedCommands(root) {
  const text = readFileSync(join(root, "docs", "ai-ops.md"), "utf8");
  return [...text.matchAll(/^\| `npm run ai -- ([a-z]+)(?: "([^"]*)")?`/gm)].map(([, name, sentence]) =>
    sentence === undefined ? [name] : [name, sentence],
  );
}
