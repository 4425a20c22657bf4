import type { Report } from "@chartmodel/schema";
import type { Environment } from "../environment.ts";
import { type ServiceKey, serviceKeys } from "../services.ts";

type Service = Environment[ServiceKey];

/** Applies a rule to both services; its paths start below the service. */
export function eachService(
  check: (service: Service, report: Report, environment: Environment, key: ServiceKey) => void,
) {
  return (environment: Environment, report: Report): void => {
    for (const key of serviceKeys) {
      const reportBelow: Report = (path, violation) => report(`${key}.${String(path)}`, violation);
      check(environment[key], reportBelow, environment, key);
    }
  };
}
