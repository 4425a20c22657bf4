import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** The plan that these tools understand; the generator writes the same number. */
export const planVersion = 1;

/** A plan that cannot be used; the message says what to do. */
export class PlanError extends Error {}

/**
 * Reads `dev/plan.json`, which the environment model generates.
 *
 * @throws {PlanError} where it is missing, no JSON, or of another version.
 */
export function readPlan(root) {
  const file = join(root, "dev", "plan.json");
  let plan;
  try {
    plan = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new PlanError(`dev/plan.json cannot be read (${error.message}). Generate it: npm run render`);
  }
  if (plan.version !== planVersion) {
    throw new PlanError(
      `dev/plan.json: expected version ${planVersion}, found ${plan.version}. Generate it anew: npm run render`,
    );
  }
  return plan;
}

/** The service called `name`. @throws {PlanError} listing the names there are. */
export function findService(plan, name) {
  return find(plan.services, "service", name);
}

/** The step called `name`. @throws {PlanError} listing the names there are. */
export function findStep(plan, name) {
  return find(plan.steps, "step", name);
}

function find(entries, kind, name) {
  const entry = entries.find((candidate) => candidate.name === name);
  if (entry) return entry;
  const names = entries.map((candidate) => candidate.name).join(", ");
  throw new PlanError(`no ${kind} is called "${name}"; the plan has: ${names}`);
}

/** The steps that a process needs before it starts, in order; `mode` is "run" or "dev". */
export function stepsOf(plan, service, mode) {
  const { steps, runSteps } = service.process;
  const names = mode === "run" ? [...steps, ...runSteps] : steps;
  return names.map((name) => findStep(plan, name));
}

/** The services, each after those that it depends on. */
export function inStartOrder(services) {
  const ordered = new Set();
  const visit = (service) => {
    for (const name of service.dependsOn) visit(services.find((other) => other.name === name));
    ordered.add(service);
  };
  services.forEach(visit);
  return [...ordered];
}

/** The service that a person opens: the one that no other depends on. */
export function frontService(plan) {
  const used = new Set(plan.services.flatMap((service) => service.dependsOn));
  return plan.services.find((service) => !used.has(service.name));
}

/** The ports that the plan asks for, by service name. */
export function plannedPorts(plan) {
  return Object.fromEntries(plan.services.map(({ name, ports }) => [name, ports.host]));
}

/** The names in `${secret:NAME}` anywhere in the plan. */
export function secretNames(plan) {
  const found = JSON.stringify(plan).matchAll(/\$\{secret:([A-Z0-9_]+)\}/g);
  return [...new Set([...found].map((match) => match[1]))];
}

/** Absolute path of the git-ignored folder that holds everything made on this machine. */
export function stateDirectory(root, plan) {
  return resolve(root, plan.stateDir);
}

/** Arguments with which kubectl works in the cluster and the namespace of a service. */
export function kubectlArguments({ context }, { chart }, ...args) {
  return ["--context", context, "--namespace", chart.namespace, ...args];
}
