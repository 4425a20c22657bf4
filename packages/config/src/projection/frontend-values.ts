import type { ValuesInput } from "@chartmodel/schema";
import type { frontend } from "../charts/frontend.ts";
import type { Connection } from "../connections.ts";
import type { Environment } from "../environment.ts";
import { serviceUrl } from "../services.ts";
import { publicUrl } from "./public-url.ts";
import { calledBy, callersOf, imageOf, policyOf, secretOf } from "./shared-values.ts";

/** The values of the frontend's chart; everything that it knows of the backend is derived. */
export function frontendValuesOf(
  environment: Environment,
  allowed: readonly Connection[],
): ValuesInput<typeof frontend> {
  // As in the backend's: what is spread stands before what replaces a key of it, and after everything else.
  return {
    image: imageOf(environment, "frontend"),
    imagePullSecrets: environment.images.pullSecrets,
    database: { kind: environment.database.kind },
    secret: { ...secretOf(environment, "frontend"), create: false },
    networkPolicy: {
      clients: callersOf(allowed, "frontend", "visitors"),
      backend: {
        port: environment.backend.service.port,
        peers: calledBy(allowed, "frontend", "backend"),
      },
      ...policyOf(environment, allowed, "frontend"),
    },
    ...environment.frontend,
    config: {
      apiUrl: serviceUrl(environment, "backend", "frontend"),
      publicUrl: publicUrl(environment.frontend),
      trustedProxies: environment.network.proxies,
      ...environment.frontend.config,
    },
  };
}
