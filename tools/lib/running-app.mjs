import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { localUrl } from "./placeholders.mjs";
import { plannedPorts, stateDirectory } from "./plan.mjs";

/** Notes where the services answer, for the other tools, as long as this process lives. */
export function recordRunningApp(stateDir, urls) {
  writeFileSync(recordFile(stateDir), `${JSON.stringify({ pid: process.pid, urls }, undefined, 2)}\n`);
}

/** Takes the note away, unless another process has written one since. */
export function forgetRunningApp(stateDir) {
  if (readRecord(stateDir)?.pid === process.pid) rmSync(recordFile(stateDir));
}

/** Addresses by service name if `npm start` runs without Tilt, else undefined. */
export function runningApp(stateDir) {
  const record = readRecord(stateDir);
  return record && isAlive(record.pid) ? record.urls : undefined;
}

/** Where a service is to be found: where `npm start` put it, else where Tilt does, the plan's own port. */
export function serviceUrl(root, plan, name) {
  const urls = runningApp(stateDirectory(root, plan));
  return urls?.[name] ?? localUrl(plannedPorts(plan)[name]);
}

function recordFile(stateDir) {
  return join(stateDir, "app.json");
}

function readRecord(stateDir) {
  try {
    return JSON.parse(readFileSync(recordFile(stateDir), "utf8"));
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}
