import { fact } from "./fact.mjs";

/** Whether the service's volumes are bound; nothing where it has none. */
export function volumes({ service, claims }) {
  if (claims.length === 0) return [];
  const unbound = claims.filter(({ status }) => status.phase !== "Bound");
  const observed = claims.map(({ metadata, status }) => `${metadata.name} ${status.phase}`).join("; ");
  return [fact("volumes", service.name, unbound.length === 0 ? "ok" : "bad", observed)];
}
