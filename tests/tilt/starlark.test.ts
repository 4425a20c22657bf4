import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectedLinks, nodePortLinks, type PlanLink, plan, repository } from "./plan.js";
import { type Call, runTiltfile, type Scenario, starlarkPython } from "./starlark.js";

// The Tiltfile as written, its builtins recorded: this runs everywhere, tiltfile.test.ts only where Tilt is on PATH.

const scratch = mkdtempSync(join(tmpdir(), "starlark-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

// The first time it installs the interpreter.
beforeAll(() => void starlarkPython(), 180_000);

const bin = join(scratch, "bin");
mkdirSync(bin);
for (const program of ["helm", "kubectl"]) writeFileSync(join(bin, program), "", { mode: 0o755 });

const evaluate = (scenario: Partial<Scenario>) =>
  runTiltfile(repository, {
    context: "",
    mode: "",
    environ: { PATH: bin, HOME: scratch },
    ...scenario,
  });

/** The calls of a builtin, by their first argument. */
const callsOf = (calls: Call[], builtin: string) =>
  new Map(calls.filter(([name]) => name === builtin).map((call) => [call[1][0] as string, call[2]]));

const link = ({ url, title }: PlanLink) => ({ call: "link", args: [url, title], kwargs: {} });

test("cluster mode builds and deploys every service as the plan says", () => {
  const { calls, error } = evaluate({ context: plan.context });
  expect(error).toBeNull();
  const [builds, deployments, resources] = ["docker_build", "k8s_custom_deploy", "k8s_resource"].map((name) =>
    callsOf(calls, name),
  );
  for (const service of plan.services) {
    const { name, group, image, chart, liveUpdate, ports, dependsOn } = service;
    const { ref, context, dockerfile, target, buildArgs, only, ignore } = image;
    expect(builds?.get(ref)).toMatchObject({ dockerfile, target, build_args: buildArgs, only, ignore });
    expect(calls).toContainEqual(["docker_build", [ref, context], builds?.get(ref)]);
    expect(
      builds
        ?.get(ref)
        ?.live_update.map(({ call, args }: { call: string; args: unknown[] }) => [call, ...args]),
    ).toEqual([
      ["fall_back_on", liveUpdate.fallBackOn],
      ...liveUpdate.sync.map(({ from, to }) => ["sync", from, to]),
      ...liveUpdate.run.map((command) => ["run", command]),
    ]);
    const tool = ["node", "tools/deploy.mjs", name];
    expect(deployments?.get(name)).toMatchObject({
      apply_cmd: tool,
      delete_cmd: [...tool, "--remove"],
      deps: [chart.path, chart.values],
      image_deps: [ref],
    });
    const [{ title, path }, ...links] = expectedLinks(service) as [PlanLink, ...PlanLink[]];
    expect(resources?.get(name)).toEqual({
      port_forwards: [
        {
          call: "port_forward",
          args: [ports.host, ports.container],
          kwargs: { host: "127.0.0.1", name: title, link_path: path },
        },
      ],
      links: [...links, ...nodePortLinks(service, "127.0.0.1")].map(link),
      labels: [group],
      resource_deps: ["secrets", ...dependsOn],
    });
  }
  expect(callsOf(calls, "allow_k8s_contexts").has(plan.context)).toBe(true);
});

test("cluster mode deploys a service anew when its part of the plan changes", () => {
  const environments = (calls: Call[]) =>
    plan.services.map(({ name }) => callsOf(calls, "k8s_custom_deploy").get(name)?.apply_env.SERVICE_PLAN);
  const marks = environments(evaluate({ context: plan.context }).calls);
  expect(marks.map((mark) => JSON.parse(mark))).toEqual(plan.services.map(({ chart }) => chart));
});

test("local mode starts every service as a process, with a probe, after its steps", () => {
  const { calls, error } = evaluate({});
  expect(error).toBeNull();
  expect(calls.filter(([name]) => /docker|k8s|helm/.test(name))).toEqual([]);
  const resources = callsOf(calls, "local_resource");
  for (const service of plan.services) {
    const resource = resources.get(service.name);
    expect(resource).toMatchObject({
      serve_cmd: ["node", "tools/run-service.mjs", service.name],
      links: expectedLinks(service).map(link),
      labels: [service.group],
      resource_deps: ["secrets", ...service.process.steps, ...service.dependsOn],
    });
    expect(resource?.readiness_probe.kwargs.http_get).toMatchObject({
      args: [service.ports.host],
      kwargs: { path: service.health },
    });
    for (const step of service.process.steps) expect(resources.has(step)).toBe(true);
  }
});

const everything = join(scratch, "everything");
mkdirSync(everything);
for (const program of plan.tasks.flatMap(({ needs }) => needs))
  writeFileSync(join(everything, program), "", { mode: 0o755 });

test.each([
  ["cluster", [], plan.tasks.filter(({ needs }) => needs.length === 0)],
  ["cluster", [everything], plan.tasks],
  ["local", [], plan.tasks.filter(({ cluster }) => !cluster)],
  ["local", [everything], plan.tasks.filter(({ cluster }) => !cluster)],
])("%s mode with %j: the tasks that can be done have a button", (mode, folders, tasks) => {
  const PATH = [bin, ...folders].join(":");
  const { calls } = evaluate({ context: plan.context, mode, environ: { PATH, HOME: scratch } });
  const buttons = calls
    .filter(([name]) => name === "v1alpha1.ui_button")
    .map(([, , { name, text, icon_name, requires_confirmation }]) => [
      name,
      text,
      icon_name,
      requires_confirmation,
    ]);
  expect(buttons).toEqual(tasks.map(({ name, title, icon, confirm }) => [name, title, icon, confirm]));
  const commands = calls.filter(([name]) => name === "v1alpha1.cmd").map(([, , { args }]) => args);
  expect(commands).toEqual(tasks.map(({ command }) => command));
});

describe("is refused with a sentence that says what to do:", () => {
  test.each<[string, Partial<Scenario>, RegExp]>([
    [
      "another context",
      { context: "production" },
      /context is "production", the model's is .* kubectl config use-context/,
    ],
    ["another context, asked for", { context: "production", mode: "cluster" }, /tilt up -- --mode=local/],
    ["an unknown mode", { mode: "docker" }, /--mode: expected cluster or local, found "docker"/],
    [
      "missing programs",
      { context: plan.context, environ: { PATH: "" } },
      /Not on PATH, but needed.*Helm 3\.14 or newer: .*kubectl: .*--mode=local/,
    ],
  ])("%s", (_, scenario, sentence) => {
    expect(evaluate(scenario).error).toMatch(sentence);
  });

  test("a Minikube whose runtime is not docker", () => {
    const profile = join(scratch, ".minikube/profiles", plan.context);
    mkdirSync(profile, { recursive: true });
    writeFileSync(join(profile, "config.json"), '{"KubernetesConfig": {"ContainerRuntime": "containerd"}}');
    expect(evaluate({ context: plan.context }).error).toMatch(
      /runtime is "containerd".*--container-runtime=docker/,
    );
    rmSync(profile, { recursive: true });
  });
});
