import { expect, test } from "vitest";
import { factTable } from "../../tools/ai/fact-table.mjs";
import { healthFacts } from "../../tools/ai/facts/health.mjs";
import { throttling } from "../../tools/ai/facts/throttling.mjs";
import { recommend } from "../../tools/ai/recommend.mjs";
import { fromPrometheus } from "../../tools/ai/usage/from-prometheus.mjs";
import { readCgroup } from "../../tools/ai/usage/read-cgroup.mjs";

const now = new Date().toISOString();
const service = { key: "backend", name: "todo-backend", deployment: "todo-backend", namespace: "todo" };

const container = (status: object) => ({
  name: "todo-backend",
  restartCount: 0,
  state: { running: {} },
  ...status,
});
const pod = (ready: boolean, status: object = {}, more: object = {}) => ({
  metadata: { name: "todo-backend-1" },
  status: {
    phase: "Running",
    conditions: [{ type: "Ready", status: ready ? "True" : "False" }],
    containerStatuses: [container(status)],
    ...more,
  },
});
const deployment = (status: object) => ({
  metadata: { generation: 2 },
  spec: { replicas: 1 },
  status: { observedGeneration: 2, replicas: 1, updatedReplicas: 1, availableReplicas: 1, ...status },
});
const warning = (reason: string, message: string, count = 1) => ({
  type: "Warning",
  reason,
  message,
  count,
  lastTimestamp: now,
  metadata: {},
  involvedObject: { name: "todo-backend-1" },
});

interface Verdict {
  readonly what: string;
  readonly verdict: string;
}

/** The verdicts on a service, by fact. */
function verdicts(change: object) {
  const snapshot = {
    service,
    deployment: deployment({}),
    pods: [pod(true)],
    events: [],
    claims: [],
    ...change,
  };
  const facts = healthFacts.flatMap((factsOf) => (factsOf as (of: unknown) => Verdict[])(snapshot));
  return Object.fromEntries(facts.map(({ what, verdict }) => [what, verdict]));
}

const healthy = { rollout: "ok", pods: "ok", restarts: "ok", probes: "ok", warnings: "ok" };

test.each([
  ["all is well", {}, {}],
  ["nothing is deployed", { deployment: undefined, pods: [] }, { rollout: "bad", pods: "bad" }],
  ["a rollout is under way", { deployment: deployment({ updatedReplicas: 0 }) }, { rollout: "look" }],
  [
    "a rollout is stuck",
    {
      deployment: deployment({ conditions: [{ type: "Progressing", status: "False", message: "deadline" }] }),
    },
    { rollout: "bad" },
  ],
  [
    "no pod is available",
    { deployment: deployment({ availableReplicas: 0 }), pods: [pod(false)] },
    { rollout: "bad", pods: "look" },
  ],
  [
    "an image cannot be pulled",
    { pods: [pod(false, { state: { waiting: { reason: "ImagePullBackOff" } } })] },
    { pods: "bad" },
  ],
  [
    "a pod finds no node",
    {
      pods: [
        pod(
          false,
          {},
          { phase: "Pending", conditions: [{ type: "PodScheduled", status: "False", message: "0/1 nodes" }] },
        ),
      ],
    },
    { pods: "bad" },
  ],
  [
    "a container ran out of memory",
    {
      pods: [
        pod(true, { restartCount: 1, lastState: { terminated: { reason: "OOMKilled", exitCode: 137 } } }),
      ],
    },
    { restarts: "bad" },
  ],
  ["a container ended", { pods: [pod(true, { restartCount: 1 })] }, { restarts: "look" }],
  ["a probe failed", { events: [warning("Unhealthy", "Readiness probe failed")] }, { probes: "look" }],
  ["a container was starting", { events: [warning("Unhealthy", "Startup probe failed")] }, {}],
  ["a mount failed", { events: [warning("FailedMount", "no such secret")] }, { warnings: "look" }],
  [
    "a volume is not there",
    { claims: [{ metadata: { name: "data" }, status: { phase: "Pending" } }] },
    { volumes: "bad" },
  ],
  [
    "the autoscaler is at its end",
    { autoscaler: { spec: { maxReplicas: 3 }, status: { currentReplicas: 3 } } },
    { autoscaler: "look" },
  ],
  [
    "the autoscaler sees nothing",
    {
      autoscaler: {
        spec: { maxReplicas: 3 },
        status: {
          currentReplicas: 1,
          conditions: [{ type: "ScalingActive", status: "False", message: "no metrics" }],
        },
      },
    },
    { autoscaler: "look" },
  ],
])("%s", (_title, change, expected) => {
  expect(verdicts(change)).toEqual({ ...healthy, ...expected });
});

test("texts of the cluster reach a terminal as one line of text", () => {
  const observed = `\u001b[2J\u001b]0;owned\u0007 delete\neverything \u202e${"x".repeat(500)}`;
  const [line = "", ...more] = factTable([
    { what: "warnings", where: "todo-backend", verdict: "look", observed },
  ]).split("\n");
  expect(more).toEqual([]);
  expect(line).not.toMatch(/\p{Cc}|\p{Cf}/u);
  expect(line.length).toBeLessThan(300);
});

const mebibyte = 2 ** 20;
const set = { requests: { cpu: "50m", memory: "128Mi" }, limits: { cpu: "1", memory: "256Mi" } };

test.each([
  ["what fits is left alone", { cpu: 0.04, memory: 100 * mebibyte }, set, {}],
  [
    "a request that is too low is raised",
    { cpu: 0.2, memory: 100 * mebibyte },
    set,
    { "requests.cpu": "250m" },
  ],
  [
    "a limit that is near is raised, with the request",
    { cpu: 0.04, memory: 240 * mebibyte },
    set,
    { "requests.memory": "304Mi", "limits.memory": "368Mi" },
  ],
  [
    "a few seconds lower no limit",
    { cpu: 0.04, memory: 100 * mebibyte },
    { ...set, limits: { memory: "2Gi" } },
    {},
  ],
  [
    "a day lowers one, never below what was held",
    { cpu: 0.04, memory: 100 * mebibyte, isHistory: true, peak: 500 * mebibyte },
    { ...set, limits: { memory: "2Gi" } },
    { "limits.memory": "512Mi" },
  ],
  [
    "a day lowers none below what the rules let pass",
    { cpu: 0.001, memory: 20 * mebibyte, isHistory: true, peak: 30 * mebibyte },
    set,
    { "requests.cpu": "10m", "requests.memory": "64Mi", "limits.cpu": "20m", "limits.memory": "128Mi" },
  ],
  [
    "what is missing is requested, and not limited",
    { cpu: 0.001, memory: mebibyte },
    { requests: {}, limits: {} },
    { "requests.cpu": "10m", "requests.memory": "64Mi" },
  ],
])("of resources, %s", (_title, usage, current, expected) => {
  const wanted = recommend("backend", { source: "a test", ...usage }, current);
  const values = wanted.map(({ path, value }: { path: string; value: string }) => [
    path.replace("backend.resources.", ""),
    value,
  ]);
  expect(Object.fromEntries(values)).toEqual(expected);
});

test.each([
  [
    "version 2",
    "@cpu.stat\nusage_usec 2500000\nnr_periods 10\nnr_throttled 1\n@memory.stat\nanon 5\ninactive_file 1000\n@memory.current\n5000\n@memory.peak\n6000\n",
  ],
  [
    "version 1",
    "@cpu/cpu.stat\nnr_periods 10\nnr_throttled 1\n@cpuacct/cpuacct.usage\n2500000000\n@memory/memory.stat\ninactive_file 1\ntotal_inactive_file 1000\n@memory/memory.usage_in_bytes\n5000\n@memory/memory.max_usage_in_bytes\n6000\n",
  ],
])("cgroups of %s are read", (_version, text) => {
  expect(readCgroup(text)).toEqual({ cpu: 2.5, memory: 4000, peak: 6000, periods: 10, throttled: 1 });
});

test("a container that shows no cgroup is no number", () => {
  expect(() => readCgroup("")).toThrow(/shows no cgroup/);
});

test.each([
  [0.05, "ok", "5.0 % of the periods since the start"],
  [0.051, "look", "5.1 % of the periods since the start"],
])("a share of %s held back periods is %s", (throttled, verdict, observed) => {
  expect(throttling("todo-backend", { throttled })).toMatchObject([{ verdict, observed }]);
  expect(throttling("todo-backend", undefined)).toEqual([]);
});

test("Prometheus is asked by the API server's proxy, and one that does not answer is left out", async () => {
  const asked: string[] = [];
  const system = { prometheus: "http://prometheus-operated.monitoring:9090" };
  const raw = async (path: string) => {
    asked.push(path);
    return { data: { result: [{ value: [0, "0.25"] }] } };
  };
  expect(await fromPrometheus({ raw }, system, service)).toMatchObject({ cpu: 0.25, isHistory: true });
  expect(asked[0]).toMatch(
    /^\/api\/v1\/namespaces\/monitoring\/services\/prometheus-operated:9090\/proxy\/api\/v1\/query\?query=/,
  );
  expect(await fromPrometheus({ raw: async () => undefined }, system, service)).toBeUndefined();
});
