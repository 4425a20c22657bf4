import type { Environment } from "../environment.ts";
import { charts, type ServiceKey } from "../services.ts";
import { valuesFile } from "../values-file.ts";

/**
 * What only the inner loop has: files are copied into the running container, so its file system cannot be read-only; and
 * a container that compiles, or whose code is wrong for the moment, is not to be restarted, as it would lose them.
 */
export const devSet = ["securityContext.readOnlyRootFilesystem=false", "livenessProbe.failureThreshold=360"];

/** How a service's image is built, but for the arguments. */
export function imageBuild(
  key: ServiceKey,
  { repository, tag }: { readonly repository: string; readonly tag: string },
) {
  return {
    ref: repository,
    tag,
    context: key,
    dockerfile: `${key}/Dockerfile`,
    target: "dev",
    only: [],
    ignore: ["tests", "node_modules", ".next", "**/__pycache__", "**/*.md"],
  };
}

/** How a service is deployed. */
export function chartOf(
  environment: Environment,
  key: ServiceKey,
  { secret }: { readonly secret: { readonly create: boolean } },
  set: readonly string[],
) {
  const { path } = charts[key];
  return {
    path,
    release: environment.releases[key],
    namespace: environment.namespaces[key],
    makesSecret: secret.create,
    values: valuesFile(environment.name, key),
    set,
  };
}

/** Where a service answers. */
export function portsOf(environment: Environment, key: ServiceKey) {
  const { port, nodePort } = environment[key].service;
  return { container: port, host: environment.devPorts[key], nodePort };
}

/** The path that the cluster's readiness probe asks. */
export function readinessPath({
  httpGet,
}: {
  readonly httpGet?: { readonly path?: string | undefined } | undefined;
}): string {
  return httpGet?.path ?? "/";
}
