import { isRecord } from "@chartmodel/json-schema";
import type { Manifest } from "./manifest.ts";

/** What the manifests of one release refer to in a workload's pods. */
export interface Workload {
  readonly manifest: Manifest;
  readonly selector: Readonly<Record<string, unknown>>;
  readonly labels: Readonly<Record<string, unknown>>;
  readonly containers: readonly Container[];
  readonly keyReferences: readonly KeyReference[];
}

/** A container's names of ports, and those that its probes and hooks use. */
export interface Container {
  readonly path: string;
  readonly portNames: readonly string[];
  readonly probePorts: readonly { probe: string; port: string }[];
}

/** A variable that takes its value from a key of a ConfigMap or a Secret and cannot do without it. */
export interface KeyReference {
  readonly path: string;
  readonly kind: "ConfigMap" | "Secret";
  readonly name: string;
  readonly key: string;
}

/** The pods of a Deployment, StatefulSet, DaemonSet, ReplicaSet or Job; `undefined` for any other manifest. */
export function workloadOf(manifest: Manifest): Workload | undefined {
  const spec = recordOf(manifest.content.spec);
  const template = recordOf(spec.template);
  const podSpec = template.spec;
  if (!isRecord(podSpec) || !/^(apps|batch)\//.test(manifest.apiVersion)) return undefined;
  const path = "spec.template.spec";
  const containers = ["initContainers", "containers"].flatMap((key) =>
    listOf(podSpec[key]).map((container, index) => ({ container, path: `${path}.${key}[${index}]` })),
  );
  return {
    manifest,
    selector: recordOf(recordOf(spec.selector).matchLabels),
    labels: recordOf(recordOf(template.metadata).labels),
    containers: containers.map((entry) => ({
      path: entry.path,
      portNames: listOf(entry.container.ports).flatMap(({ name }) =>
        typeof name === "string" ? [name] : [],
      ),
      probePorts: probePorts(entry.container),
    })),
    keyReferences: containers.flatMap((entry) => keyReferences(entry.container, entry.path)),
  };
}

function probePorts(container: Record<string, unknown>): Container["probePorts"] {
  const { preStop, postStart } = recordOf(container.lifecycle);
  const handlers = {
    livenessProbe: container.livenessProbe,
    readinessProbe: container.readinessProbe,
    startupProbe: container.startupProbe,
    "lifecycle.preStop": preStop,
    "lifecycle.postStart": postStart,
  };
  return Object.entries(handlers).flatMap(([name, handler]) =>
    ["httpGet", "tcpSocket"].flatMap((action) => {
      const { port } = recordOf(recordOf(handler)[action]);
      return typeof port === "string" && !/^\d+$/.test(port) ? [{ probe: `${name}.${action}`, port }] : [];
    }),
  );
}

function keyReferences(container: Record<string, unknown>, path: string): KeyReference[] {
  return listOf(container.env).flatMap(({ valueFrom }, index) =>
    Object.entries({ configMapKeyRef: "ConfigMap", secretKeyRef: "Secret" } as const).flatMap(
      ([field, kind]) => {
        const { name, key, optional } = recordOf(recordOf(valueFrom)[field]);
        if (typeof name !== "string" || typeof key !== "string" || optional === true) return [];
        return [{ path: `${path}.env[${index}].valueFrom.${field}.key`, kind, name, key }];
      },
    ),
  );
}

function recordOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
