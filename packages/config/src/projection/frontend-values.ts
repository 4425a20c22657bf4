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
  return {
    ...environment.frontend,
    image: imageOf(environment, "frontend"),
    imagePullSecrets: environment.images.pullSecrets,
    config: {
      ...environment.frontend.config,
      apiUrl: serviceUrl(environment, "backend", "frontend"),
      publicUrl: publicUrl(environment.frontend),
      trustedProxies: environment.network.proxies,
    },
    database: { kind: environment.database.kind },
    secret: { ...secretOf(environment, "frontend"), create: false },
    networkPolicy: {
      ...policyOf(environment, allowed, "frontend"),
      clients: callersOf(allowed, "frontend", "visitors"),
      backend: {
        port: environment.backend.service.port,
        peers: calledBy(allowed, "frontend", "backend"),
      },
    },
  };
}
