/**
 * Runs the scenarios of one suite in namespaces of their own, and removes those whatever happens.
 *
 * @param shared cluster, command and tags for the scenarios; `removeNamespaces`, which no interruption stops.
 * @param report what shows the outcome, as `createReport` makes it.
 */
export async function runSuite(name, scenarios, shared, report) {
  const spaces = [];
  const createNamespace = async (purpose) => {
    const space = await shared.cluster.createNamespace(purpose);
    spaces.push(space);
    return space;
  };
  const world = { ...shared, createNamespace, note: report.note };
  try {
    world.space = await createNamespace(name);
    for (const [index, { title, run }] of scenarios.entries()) {
      const passed = await report.scenario(title, () => run(world));
      if (passed) continue;
      report.note(await describeState(world.space));
      // Every scenario uses what the first installs.
      if (index === 0) return report.skipped(scenarios.slice(1));
    }
  } finally {
    if (spaces.length > 0) await shared.removeNamespaces(spaces.map((space) => space.name));
  }
}

/** What helps to understand a failure: the pods, the last events and the ends of the logs. */
async function describeState({ kubectl }) {
  const selection = [
    "--selector",
    "app.kubernetes.io/part-of=todo",
    "--all-containers",
    "--prefix",
    "--tail",
    "8",
  ];
  const commands = [
    ["get", "pods", "--output", "wide"],
    ["get", "events", "--sort-by", ".lastTimestamp"],
    ["logs", ...selection],
  ];
  const texts = await Promise.all(commands.map((args) => kubectl(args).catch((error) => error.message)));
  return texts.map((text) => text.trim().split("\n").slice(-25).join("\n")).join("\n");
}
