import { charts, type ServiceKey } from "./services.ts";

/** Where an environment's values of a chart are written, with the names of both to be put in. */
export const valuesFilePath = "environments/{environment}/{chart}.values.yaml";

/** The values file of a service in an environment. */
export const valuesFile = (environment: string, key: ServiceKey) =>
  valuesFilePath.replace("{environment}", environment).replace("{chart}", charts[key].name);
