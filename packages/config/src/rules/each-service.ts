import type { Report } from "@chartmodel/schema";
import type { Environment } from "../environment.ts";
import { charts, type ServiceKey } from "../services.ts";

type Service = Environment[ServiceKey];

const keys = Object.keys(charts) as ServiceKey[];

/** Applies a rule to both services; its paths start below the service. */
export function eachService(
  check: (service: Service, report: Report, environment: Environment, key: ServiceKey) => void,
) {
  return (environment: Environment, report: Report): void => {
    for (const key of keys) {
      const reportBelow: Report = (path, violation) => report(`${key}.${String(path)}`, violation);
      check(environment[key], reportBelow, environment, key);
    }
  };
}
