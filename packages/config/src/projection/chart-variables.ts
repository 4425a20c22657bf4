import type { Environment } from "../environment.ts";
import type { ServiceKey } from "../services.ts";
import { publicUrl } from "./public-url.ts";

/** The variables that a chart sets on its container; `tests/charts/variables.test.ts` compares them with its manifests. */
export function chartVariables({ network, frontend }: Environment, key: ServiceKey): readonly string[] {
  const shared = ["PORT", "DATABASE_URL", "API_TOKEN_SECRET"];
  if (key === "backend") return [...shared, "LOG_LEVEL", "LOG_FORMAT", "SHUTDOWN_GRACE_SECONDS"];
  return [
    ...shared,
    "HOSTNAME",
    "API_URL",
    "AUTH_RATE_LIMIT",
    "BETTER_AUTH_SECRET",
    ...(publicUrl(frontend) === "" ? [] : ["BETTER_AUTH_URL"]),
    ...(network.proxies.length === 0 ? [] : ["TRUSTED_PROXIES"]),
  ];
}
