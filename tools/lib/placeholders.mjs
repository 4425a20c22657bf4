import { PlanError } from "./plan.mjs";

/**
 * Replaces the placeholders of a plan in `text`: `${state}`, `${python}`, `${port:SERVICE}`,
 * `${url:SERVICE}` and `${secret:NAME}`.
 *
 * @param values `{state, python}` absolute paths, `{ports, secrets}` by name.
 * @throws {PlanError} for a placeholder without a value.
 */
export function expand(text, values) {
  return text.replace(/\$\{(\w+)(?::([\w-]+))?\}/g, (placeholder, kind, name) => {
    const value = lookUp(kind, name, values);
    if (value === undefined) throw new PlanError(`dev/plan.json: nothing is known for ${placeholder}`);
    return String(value);
  });
}

function lookUp(kind, name, { state, python, ports, secrets }) {
  switch (kind) {
    case "state":
      return state;
    case "python":
      return python;
    case "port":
      return ports[name];
    case "url":
      return ports[name] === undefined ? undefined : localUrl(ports[name]);
    case "secret":
      return secrets[name];
  }
}

/** Address of a port on this machine. */
export function localUrl(port) {
  return `http://127.0.0.1:${port}`;
}
