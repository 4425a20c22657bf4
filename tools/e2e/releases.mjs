import { join } from "node:path";
import { root } from "../lib/workspace.mjs";

/** Both charts, in the order in which they are installed; each release has its chart's name. */
export const charts = ["todo-backend", "todo-frontend"];

/**
 * Installs or upgrades a release and waits until its pods are ready.
 *
 * @param environment whose generated values it gets.
 * @param settings by path, what differs from them.
 */
export function upgrade(space, chart, environment, settings) {
  const values = join(root, "environments", environment, `${chart}.values.yaml`);
  return upgradeWith(space, chart, ["--values", values], settings);
}

/** As {@link upgrade}, with values given as an object. */
export function upgradeTo(space, chart, values, settings) {
  return upgradeWith(space, chart, ["--values", "-"], settings, JSON.stringify(values));
}

/** Installs a second release of a chart, with its default values but for the settings. */
export function install(space, release, chart, settings) {
  return space.helm(["install", release, chartPath(chart), ...setArguments(settings)]);
}

function upgradeWith(space, chart, values, settings, input) {
  const wait = ["--wait", "--timeout", "2m"];
  return space.helm(
    ["upgrade", "--install", chart, chartPath(chart), ...values, ...setArguments(settings), ...wait],
    {
      input,
    },
  );
}

const chartPath = (chart) => join(root, "charts", chart);

const setArguments = (settings) =>
  Object.entries(settings).flatMap(([path, value]) => ["--set-json", `${path}=${JSON.stringify(value)}`]);

/** The settings that make a chart run an image that these tests built. */
export const runImage = (tags, chart) => ({
  "image.repository": chart,
  "image.tag": tags[chart],
  "image.digest": "",
});
