import { randomBytes } from "node:crypto";
import { createWorld } from "./world.mjs";

/**
 * Runs the scenarios of one suite in namespaces of their own, and has those removed whatever happens.
 *
 * @param shared cluster, command and tags for the scenarios; `remove`, which begins to remove namespaces and is
 *   not stopped by an interruption.
 * @param report what shows the outcome, as `createReport` makes it.
 */
export async function runSuite(name, scenarios, shared, report) {
  const namespaces = [];
  const createNamespace = (purpose) => {
    const namespace = `todo-e2e-${purpose}-${randomBytes(3).toString("hex")}`;
    // Noted before it is made: an interruption may come in between.
    namespaces.push(namespace);
    return shared.cluster.createNamespace(namespace);
  };
  const world = createWorld({ ...shared, createNamespace, note: report.note });
  try {
    const space = await createNamespace(name);
    world.add({ space });
    for (const [index, { title, run }] of scenarios.entries()) {
      const { shown, keep } = world.view();
      const outcome = await report.scenario(title, () => run(shown));
      if (outcome === "passed") keep();
      if (outcome === "failed") {
        report.note(await describeState(space));
        // Every scenario uses what the first installs.
        if (index === 0) return report.skipped(scenarios.slice(1));
      }
    }
  } finally {
    shared.remove(namespaces);
  }
}

/** What helps to understand a failure: the pods, the last warnings and the ends of the logs. */
async function describeState({ kubectl }) {
  const services = "app.kubernetes.io/name in (todo-backend, todo-frontend)";
  const commands = [
    ["get", "pods", "--output", "wide"],
    ["get", "events", "--field-selector", "type=Warning", "--sort-by", ".lastTimestamp"],
    ["logs", "--selector", services, "--prefix", "--tail", "8"],
  ];
  const texts = await Promise.all(commands.map((args) => kubectl(args).catch((error) => error.message)));
  return texts.map((text) => text.trim().split("\n").slice(-12).join("\n")).join("\n");
}
