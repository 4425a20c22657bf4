import type { JsonSchema } from "@chartmodel/json-schema";

/**
 * Fields with a choice of texts of which the API server takes the empty one for none, by the name of their object's type:
 * most are texts in Go and no pointers, so that it cannot tell the two apart. Its OpenAPI document does not say which.
 */
const fields: Readonly<Record<string, readonly string[]>> = {
  "io.k8s.api.apps.v1.DaemonSetUpdateStrategy": ["type"],
  "io.k8s.api.apps.v1.DeploymentStrategy": ["type"],
  "io.k8s.api.apps.v1.StatefulSetSpec": ["podManagementPolicy"],
  "io.k8s.api.apps.v1.StatefulSetUpdateStrategy": ["type"],
  "io.k8s.api.batch.v1.CronJobSpec": ["concurrencyPolicy"],
  "io.k8s.api.core.v1.Container": ["imagePullPolicy", "terminationMessagePolicy"],
  "io.k8s.api.core.v1.ContainerPort": ["protocol"],
  "io.k8s.api.core.v1.EphemeralContainer": ["imagePullPolicy", "terminationMessagePolicy"],
  "io.k8s.api.core.v1.HTTPGetAction": ["scheme"],
  "io.k8s.api.core.v1.ImageVolumeSource": ["pullPolicy"],
  "io.k8s.api.core.v1.PersistentVolumeSpec": ["persistentVolumeReclaimPolicy"],
  "io.k8s.api.core.v1.PodSpec": ["dnsPolicy", "restartPolicy"],
  "io.k8s.api.core.v1.ServicePort": ["protocol"],
  "io.k8s.api.core.v1.ServiceSpec": ["externalTrafficPolicy", "sessionAffinity", "type"],
  "io.k8s.api.core.v1.Toleration": ["effect", "operator"],
  "io.k8s.api.storage.v1.StorageClass": ["reclaimPolicy"],
};

/** The schemas of these fields among the definitions. */
export function emptyChoicesOf(definitions: Readonly<Record<string, JsonSchema>>): ReadonlySet<unknown> {
  return new Set(
    Object.entries(fields).flatMap(([name, keys]) => keys.map((key) => definitions[name]?.properties?.[key])),
  );
}
