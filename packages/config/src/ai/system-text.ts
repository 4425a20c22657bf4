import type { Environment } from "../environment.ts";
import { charts, type ServiceKey, serviceKeys, serviceName, servicePods } from "../services.ts";

/** The label selector of a service's pods, as `kubectl --selector` takes it. */
export function selectorOf(environment: Environment, key: ServiceKey): string {
  const { matchLabels } = servicePods(environment, key, key).podSelector;
  return Object.entries(matchLabels)
    .map(([label, value]) => `${label}=${value}`)
    .join(",");
}

/** What a language model has to know of the system, a line each. Without braces: kagent and kubectl-ai fill templates. */
export function systemText(environment: Environment): string {
  const { name, database, releases, namespaces } = environment;
  const services = serviceKeys.map(
    (key) =>
      `- ${charts[key].name}: Helm release ${releases[key]} in namespace ${namespaces[key]}; deployment and Service ${serviceName(environment, key)}, port ${environment[key].service.port}; pods have the labels ${selectorOf(environment, key)}.`,
  );
  return [
    `The todo stack, environment ${name}:`,
    ...services,
    `- The frontend's server calls the backend; browsers never do. Database: ${database.kind === "sqlite" ? "SQLite, one file on a volume of each service, so there is one pod of each" : `PostgreSQL${database.external ? " outside the cluster" : ""}`}.`,
    `- All of it is generated from a typed model. A change of the cluster alone is undone by the next deploy.`,
  ].join("\n");
}
