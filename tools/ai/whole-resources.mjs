import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/**
 * Folds single requests and limits into the whole `resources` of their service: those are one value of Kubernetes for the
 * model, and an overlay with one of them would take the place of the model's default of all.
 *
 * @param changes `[{ path, value }]`.
 */
export function wholeResources(root, { services }, changes) {
  const isResource = ({ path }) => /^\w+\.resources\.(requests|limits)\.(cpu|memory)$/.test(path);
  const wholes = services.flatMap(({ key, values }) => {
    const own = changes.filter((change) => isResource(change) && change.path.startsWith(`${key}.`));
    if (own.length === 0) return [];
    const { resources = {} } = parse(readFileSync(join(root, values), "utf8"));
    const value = { requests: { ...resources.requests }, limits: { ...resources.limits } };
    for (const { path, value: wanted } of own) {
      const [, , kind, resource] = path.split(".");
      value[kind][resource] = wanted;
    }
    return [{ path: `${key}.resources`, value }];
  });
  return [...changes.filter((change) => !isResource(change)), ...wholes];
}
