import { AiError } from "../ai-error.mjs";
import { snapshotOf } from "../snapshot.mjs";
import { usageOf } from "../usage/usage-of.mjs";
import { fact } from "./fact.mjs";
import { throttling } from "./throttling.mjs";

/** What is slow, in milliseconds: for a name within the cluster, and for a request that only asks the database whether it is there. */
const slow = { dns: 50, request: 250 };

const rounds = 20;

/** Throttling is counted since the start: how long use is looked at for it, in seconds. */
const moment = 3;

/** Runs in a pod of the frontend. A first request opens the connection, as it is kept after. */
const script = `
const { lookup } = require("node:dns").promises;
const [url, rounds] = process.argv.slice(1);
const timed = async (work) => { const start = performance.now(); await work(); return performance.now() - start; };
const times = async (work) => { const all = []; for (let i = 0; i < rounds; i++) all.push(await timed(work)); return all; };
const ask = async () => { const answer = await fetch(url, { signal: AbortSignal.timeout(3000) }); await answer.text(); if (!answer.ok) throw new Error("HTTP " + answer.status); };
(async () => {
  const result = {};
  try { result.dns = await times(() => lookup(new URL(url).hostname)); } catch (error) { result.dnsError = error.code || error.message; }
  try { await ask(); result.request = await times(ask); } catch (error) { result.requestError = (error.cause && error.cause.code) || error.message; }
  console.log(JSON.stringify(result));
})();`;

/** Latency between the services as a pod of the frontend sees it, and what may hold them back. */
export async function performance(cluster, system) {
  const [backend, frontend] = ["backend", "frontend"].map((key) =>
    system.services.find((service) => service.key === key),
  );
  const { pods } = await snapshotOf(cluster, frontend);
  const way = `${frontend.name} to ${backend.name}`;
  const pod = pods.find(({ status }) => status.phase === "Running")?.metadata.name;
  const measured = pod
    ? await measure(cluster, frontend, pod, backend.url + backend.readiness)
    : { problem: "no pod runs that could measure it" };
  const facts = measured.problem
    ? [fact("latency", way, "bad", measured.problem)]
    : [
        latency("DNS", way, measured.dns, measured.dnsError, slow.dns),
        latency("request", way, measured.request, measured.requestError, slow.request),
      ];
  const throttled = await Promise.all(
    system.services.map((service) => throttlingOf(cluster, system, service)),
  );
  return { facts: [...facts, ...throttled.flat()] };
}

async function measure(cluster, service, pod, url) {
  try {
    return JSON.parse(await cluster.exec(service, pod, ["node", "-e", script, "--", url, String(rounds)]));
  } catch (error) {
    if (!(error instanceof AiError || error instanceof SyntaxError)) throw error;
    return { problem: `could not be measured in ${pod}: ${error.message}` };
  }
}

function latency(what, where, times, error, limit) {
  if (!times) return fact(what, where, "bad", `fails: ${error}`);
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  const [middle, p95, most] = [at(0.5), at(0.95), sorted.at(-1)].map((time) => time.toFixed(1));
  return fact(
    what,
    where,
    p95 > limit ? "look" : "ok",
    `median ${middle} ms, p95 ${p95} ms, at most ${most} ms in ${times.length} rounds`,
  );
}

async function throttlingOf(cluster, system, service) {
  const { pods } = await snapshotOf(cluster, service);
  return throttling(service.name, await usageOf(cluster, system, service, pods, moment));
}
