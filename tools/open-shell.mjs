/**
 * Opens a shell where a service runs: node tools/open-shell.mjs SERVICE. In its container where TILT_MODE is "cluster"
 * (Tilt sets it), else in its folder with its environment. Without a terminal, as from Tilt's button, it opens one if the
 * desktop has one and prints the command to paste.
 */
import { spawn, spawnSync } from "node:child_process";
import { isOnPath } from "./lib/on-path.mjs";
import {
  findService,
  kubectlArguments,
  plannedPorts,
  readPlan,
  secretNames,
  stateDirectory,
} from "./lib/plan.mjs";
import { ensureSecrets } from "./lib/secrets.mjs";
import { serviceProcess } from "./lib/service-process.mjs";
import { root } from "./lib/workspace.mjs";

const inCluster = process.env.TILT_MODE === "cluster";

try {
  const plan = readPlan(root);
  const service = findService(plan, process.argv[2]);
  if (process.stdin.isTTY) openHere(plan, service);
  else openTerminal(plan, service);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

function openHere(plan, service) {
  if (inCluster) {
    const [program, ...args] = execInContainer(plan, service);
    process.exitCode = spawnSync(program, args, { stdio: "inherit" }).status ?? 1;
    return;
  }
  const secrets = ensureSecrets(stateDirectory(root, plan), secretNames(plan));
  const { cwd, env } = serviceProcess(root, plan, service, "dev", { ports: plannedPorts(plan), secrets });
  process.exitCode = spawnSync(env.SHELL ?? "sh", { cwd, env, stdio: "inherit" }).status ?? 1;
}

function openTerminal(plan, service) {
  const words = inCluster
    ? execInContainer(plan, service)
    : ["node", `${root}/tools/open-shell.mjs`, service.name];
  const command = words.map((word) => (/^[\w./:=-]+$/.test(word) ? word : `'${word}'`)).join(" ");
  console.log(`A shell of ${service.name}:\n\n  ${command}\n`);
  const opener = terminalOpener(command, words);
  if (opener) spawn(opener[0], opener.slice(1), { detached: true, stdio: "ignore" }).unref();
}

/** The desktop's way to open a terminal with a command, or undefined. */
function terminalOpener(command, words) {
  if (process.platform === "darwin") {
    return ["osascript", "-e", `tell application "Terminal" to do script ${JSON.stringify(command)}`];
  }
  const desktop = process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY;
  return desktop && isOnPath("x-terminal-emulator") ? ["x-terminal-emulator", "-e", ...words] : undefined;
}

function execInContainer(plan, service) {
  const deployment = `deployment/${service.chart.release}`;
  return ["kubectl", ...kubectlArguments(plan, service, "exec", "-it", deployment, "--", "sh")];
}
