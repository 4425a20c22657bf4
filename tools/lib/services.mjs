import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { waitUntilHealthy } from "./health.mjs";
import { localUrl } from "./placeholders.mjs";
import { inStartOrder, plannedPorts, secretNames, stateDirectory } from "./plan.mjs";
import { choosePorts } from "./ports.mjs";
import { describeExit, startGroup } from "./process-group.mjs";
import { ensureSecrets } from "./secrets.mjs";
import { serviceProcess } from "./service-process.mjs";

/** A service that ended although nobody stopped it, with the end of its output. */
export class ServiceError extends Error {
  constructor(service, exit, output) {
    super(`${service.name} stopped by itself (${describeExit(exit)})`);
    this.output = output;
  }
}

/**
 * Starts every service of the plan, each once those it depends on are healthy, on free ports of 127.0.0.1. What they
 * print goes to `logs/` in the state folder.
 *
 * @param options.dataDir where the databases lie. @default the plan's state folder
 * @param options.signal an AbortSignal that stops everything.
 * @returns `urls` by service name; `ended`, which rejects with the reason once a service dies or the signal comes;
 *   `stop()`, which resolves when all processes have gone.
 * @throws {ServiceError} where one dies before it is healthy; nothing is left running then.
 */
export async function startServices(root, plan, { dataDir, progress, signal }) {
  const stateDir = stateDirectory(root, plan);
  const secrets = ensureSecrets(stateDir, secretNames(plan));
  const planned = plannedPorts(plan);
  const ports = await choosePorts(planned);
  for (const [name, port] of Object.entries(ports)) {
    if (port !== planned[name]) progress.line(`Port ${planned[name]} is taken: ${name} is on port ${port}.`);
  }
  const failure = new AbortController();
  const either = AbortSignal.any([signal, failure.signal]);
  const groups = [];

  const start = (service) => {
    const { command, cwd, env } = serviceProcess(root, plan, service, "run", { ports, secrets, dataDir });
    const log = openLog(stateDir, service);
    const group = startGroup(command, { cwd, env, onOutput: (chunk) => log.write(chunk) });
    groups.unshift(group);
    group.exited.then((exit) => {
      log.end();
      failure.abort(new ServiceError(service, exit, group.lastLines()));
    });
  };
  // The last one started depends on the others, so it goes first.
  const stop = async () => {
    for (const group of groups) await group.stop();
  };

  try {
    for (const service of inStartOrder(plan.services)) {
      start(service);
      const url = localUrl(ports[service.name]) + service.health;
      await progress.during(`Starting ${service.name}`, waitUntilHealthy(url, either));
    }
  } catch (error) {
    await stop();
    throw either.aborted ? either.reason : error;
  }
  const ended = new Promise((_, reject) => {
    either.addEventListener("abort", () => reject(either.reason));
  });
  const urls = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, localUrl(port)]));
  return { urls, ended, stop };
}

function openLog(stateDir, service) {
  const folder = join(stateDir, "logs");
  mkdirSync(folder, { recursive: true });
  return createWriteStream(join(folder, `${service.name}.log`));
}
