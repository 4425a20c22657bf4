import { join } from "node:path";
import { expand } from "./placeholders.mjs";
import { stateDirectory } from "./plan.mjs";

/** The Python that the step `python-packages` sets up. */
function pythonPath(stateDir) {
  const [folder, file] = process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"];
  return join(stateDir, "venv", folder, file);
}

/**
 * How a service is started as a process of this machine.
 *
 * @param mode "run" as it is deployed, "dev" with reload.
 * @param values `{ports, secrets}` by name; `dataDir` is where its databases lie. @default the plan's state folder
 * @returns `{command, cwd, env}`; `env` adds the service's variables to this process's.
 */
export function serviceProcess(root, plan, service, mode, { ports, secrets, dataDir }) {
  const stateDir = stateDirectory(root, plan);
  const values = { state: dataDir ?? stateDir, python: pythonPath(stateDir), ports, secrets };
  const { cwd, env } = service.process;
  const own = Object.entries(env).map(([name, text]) => [name, expand(text, values)]);
  return {
    command: service.process[mode].map((text) => expand(text, values)),
    cwd: join(root, cwd),
    env: { ...process.env, ...Object.fromEntries(own) },
  };
}
