import type { Environment } from "../environment.ts";
import type { ServiceKey } from "../services.ts";
import { code, type Rows } from "./prerequisite-rows.ts";

/** What variables and volumes that are added refer to, and do not do without. `place` is where it has to be. */
export function referredObjects({ extraEnv, volumes }: Environment[ServiceKey], place: string): Rows {
  const rows: Rows = [];
  const add = (kind: string, reference: Reference | undefined) => {
    if (!reference?.name || reference.optional) return;
    rows.push([kind, code(reference.name) + place + (reference.key ? ` with ${code(reference.key)}` : "")]);
  };
  for (const { valueFrom } of extraEnv) {
    add("Secret", valueFrom?.secretKeyRef);
    add("ConfigMap", valueFrom?.configMapKeyRef);
  }
  for (const { secret, configMap, persistentVolumeClaim, projected } of volumes) {
    add("Secret", secret && { ...secret, name: secret.secretName });
    add("ConfigMap", configMap);
    add("PersistentVolumeClaim", persistentVolumeClaim && { name: persistentVolumeClaim.claimName });
    for (const source of projected?.sources ?? []) {
      add("Secret", source.secret);
      add("ConfigMap", source.configMap);
    }
  }
  return rows;
}

interface Reference {
  readonly name?: string | undefined;
  readonly key?: string;
  readonly optional?: boolean | undefined;
}
