/**
 * Deploys a service of the plan into its cluster, as the Helm release that `helm upgrade --install` makes too: node
 * tools/deploy.mjs SERVICE. Prints the objects as the cluster has them, which is what Tilt follows.
 *
 *   --wait     until the pods are ready; where they do not become so, the revision before comes back
 *   --remove   uninstall the release; the volume with its data stays, and is named
 *
 * TILT_IMAGE_0 is the image to run. @default the one of the chart's values
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findService, kubectlArguments, readPlan } from "./lib/plan.mjs";
import { read } from "./lib/run.mjs";
import { root } from "./lib/workspace.mjs";

/** How long pods may take to become ready. */
const patience = ["--wait", "--timeout", "3m"];

const { values: options, positionals } = parseArgs({
  options: { remove: { type: "boolean" }, wait: { type: "boolean", default: false } },
  allowPositionals: true,
});

try {
  const plan = readPlan(root);
  const service = findService(plan, positionals[0]);
  if (options.remove) remove(plan, service);
  else deploy(plan, service, process.env.TILT_IMAGE_0, options.wait);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

function deploy(plan, service, image, wait) {
  const { path, values, set, release } = service.chart;
  const settings = [...set, ...(image ? imageSettings(image) : [])].flatMap((setting) => ["--set", setting]);
  const files = [join(root, path), "--values", join(root, values)];
  const upgrade = ["upgrade", "--install", release, ...files, ...settings, "--output", "json"];
  const answer = wait ? upgradeOrReturn(plan, service, upgrade) : helm(plan, service, ...upgrade);
  const get = kubectlArguments(plan, service, "get", "--filename", "-", "--output", "yaml");
  process.stdout.write(read("kubectl", get, { input: JSON.parse(answer).manifest }));
}

/**
 * @throws where the pods do not become ready; the release is then as it was before, or is not there as it was not, or
 *   the message says that it is not.
 */
function upgradeOrReturn(plan, service, upgrade) {
  const { release } = service.chart;
  const before = revisionOf(plan, service);
  try {
    return helm(plan, service, ...upgrade, ...patience);
  } catch (error) {
    throw new Error(`${error.message.trim()}\n${takenBack(plan, service, release, before)}`);
  }
}

function takenBack(plan, service, release, before) {
  try {
    if (before === undefined) helm(plan, service, "uninstall", release, "--ignore-not-found");
    // What Helm refuses before it begins makes no revision, and the one before that is not what ran.
    else if (revisionOf(plan, service) !== before)
      helm(plan, service, "rollback", release, before, ...patience);
    return `${release} is as it was before`;
  } catch (error) {
    return `${release} could not be brought back: ${error.message.trim()}`;
  }
}

/** The newest revision of a release; `undefined` where there is none. */
function revisionOf(plan, service) {
  const list = helm(plan, service, "list", "--filter", `^${service.chart.release}$`, "--output", "json");
  return JSON.parse(list)[0]?.revision;
}

/** The last colon parts the tag: a registry may have a port. */
function imageSettings(image) {
  const colon = image.lastIndexOf(":");
  return [`image.repository=${image.slice(0, colon)}`, `image.tag=${image.slice(colon + 1)}`];
}

function remove(plan, service) {
  const { release } = service.chart;
  process.stdout.write(helm(plan, service, "uninstall", release, "--ignore-not-found"));
  const selector = `app.kubernetes.io/instance=${release}`;
  const claims = ["persistentvolumeclaims", "--selector", selector, "--output", "name"];
  for (const claim of read("kubectl", kubectlArguments(plan, service, "get", ...claims))
    .split("\n")
    .filter(Boolean)) {
    const removal = ["kubectl", ...kubectlArguments(plan, service, "delete", claim)].join(" ");
    console.log(`The data of ${service.name} is kept. To delete it: ${removal}`);
  }
}

function helm({ context }, { chart }, ...args) {
  return read("helm", ["--kube-context", context, "--namespace", chart.namespace, ...args]);
}
