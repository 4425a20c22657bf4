import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defineEnvironment, renderValues } from "@todo-stack/config";
import { expect, test } from "vitest";
import { connectionsPerPod } from "../../packages/config/src/docs/prerequisites.ts";
import { root } from "./helm.ts";

const read = (...path: string[]) => readFileSync(join(root, ...path), "utf8");

/** A variable that an image sets. */
function variableOf(service: string, name: string): string {
  const [, value = ""] = new RegExp(`\\b${name}=(\\S+)`).exec(read(service, "Dockerfile")) ?? [];
  return value;
}

const renderChanged = (change: object) =>
  renderValues(defineEnvironment({ name: "changed", extends: "local", ...change }));

test.each([
  ["backend", "HOST"],
  ["backend", "PYTHONUSERBASE"],
  ["frontend", "NODE_ENV"],
])("the %s's image lives by %s, and no environment sets it anew", (service, name) => {
  const value = variableOf(service, name);
  expect(value).not.toBe("");
  expect(() => renderChanged({ [service]: { extraEnv: [{ name, value: `${value}-other` }] } })).toThrow(name);
});

test("nothing is mounted over the packages of the backend's image", () => {
  const folder = variableOf("backend", "PYTHONUSERBASE");
  const scratch = (mountPath: string) => [{ name: "tmp", mountPath, sizeLimit: "64Mi" }];
  expect(() => renderChanged({ backend: { scratch: scratch(folder) } })).toThrow(folder);
});

test("the frontend is given the time in which it drains", () => {
  const [, drainMs = ""] = /drainMs = ([\d_]+)/.exec(read("frontend", "lib", "server", "drain.ts")) ?? [];
  const seconds = Number(drainMs.replaceAll("_", "")) / 1000;
  const lifecycle = { preStopSleepSeconds: 0, terminationGracePeriodSeconds: seconds };
  expect(() => renderChanged({ frontend: { lifecycle } })).toThrow(`more than ${seconds} seconds`);
});

test("the database has room for as many connections as the pods may open", () => {
  const numbers = (text: string, pattern: RegExp) =>
    [...text.matchAll(pattern)].map(([, digits]) => Number(digits));
  const [pool = 0, overflow = 0] = numbers(
    read("backend", "app", "core", "database.py"),
    /(?:pool_size|max_overflow)": (\d+)/g,
  );
  const [max = 0] = numbers(read("frontend", "lib", "server", "database.ts"), /new Pool\(\{[^}]*max: (\d+)/g);
  expect(connectionsPerPod).toEqual({ backend: pool + overflow, frontend: max });
});
