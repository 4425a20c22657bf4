import { defineRule } from "@chartmodel/schema";
import { eachService } from "./each-service.ts";
import { quantityValue } from "./quantity-value.ts";
import { resourceBounds } from "./resource-bounds.ts";

export const requestsWithinLimits = defineRule(
  "requests-within-limits",
  "A container requests no more than it may use.",
  eachService(({ resources: { requests = {}, limits = {} } }, report) => {
    for (const resource in requests) {
      const request = requests[resource] as string | number;
      const limit = limits[resource];
      if (limit === undefined || quantityValue(request) <= quantityValue(limit)) continue;
      report(`resources.requests.${resource}`, {
        expected: `at most the limit (${limit})`,
        received: request,
        fix: "lower the request, or raise the limit",
      });
    }
  }),
);

/** The name that the charts give the container's port. */
const portName = "http";

export const probePorts = defineRule(
  "probe-port",
  "A probe asks a port that the container has.",
  eachService((values, report) => {
    const { service } = values;
    for (const name of ["startupProbe", "livenessProbe", "readinessProbe"] as const) {
      const probe = values[name];
      const port = (probe.httpGet ?? probe.tcpSocket)?.port;
      if (port === undefined || port === portName || port === service.port) continue;
      report(`${name}.${probe.httpGet ? "httpGet" : "tcpSocket"}.port`, {
        expected: `"${portName}" or service.port (${service.port})`,
        received: port,
        fix: `use "${portName}"`,
      });
    }
  }),
);

/** What both services answer: whether they live, and whether they are ready too. */
const alive: readonly string[] = ["/healthz"];
const answered: readonly string[] = [...alive, "/readyz"];

export const probesAnswered = defineRule(
  "probe-answer",
  "A probe asks what the services answer: /healthz, or /readyz for readiness, over plain HTTP. The database decides on readiness alone.",
  eachService((values, report) => {
    for (const name of ["startupProbe", "livenessProbe", "readinessProbe"] as const) {
      const { httpGet, tcpSocket, exec, grpc, successThreshold = 1, initialDelaySeconds = 0 } = values[name];
      if (Number(!!httpGet) + Number(!!tcpSocket) + Number(!!exec) !== 1 || grpc) {
        const ways = Object.entries({ httpGet, tcpSocket, exec, grpc }).filter(([, way]) => way);
        report(name, {
          expected: "one way to ask: httpGet, tcpSocket or exec",
          received: ways.map(([way]) => way),
          fix: `use httpGet with the path ${alive[0]}`,
        });
      }
      if (name !== "readinessProbe" && successThreshold !== 1) {
        report(`${name}.successThreshold`, {
          expected: "1, as Kubernetes demands of this probe",
          received: successThreshold,
          fix: "leave it out",
        });
      }
      if (initialDelaySeconds < 0) {
        report(`${name}.initialDelaySeconds`, {
          expected: "at least 0 seconds",
          received: initialDelaySeconds,
          fix: "leave it out",
        });
      }
      const host = httpGet?.host || tcpSocket?.host;
      if (host) {
        report(`${name}.${httpGet?.host ? "httpGet" : "tcpSocket"}.host`, {
          expected: "none: the pod itself is asked",
          received: host,
          fix: "leave it out",
        });
      }
      if (!httpGet) continue;
      const expected = name === "livenessProbe" ? alive : answered;
      if (!expected.includes(httpGet.path ?? "/")) {
        report(`${name}.httpGet.path`, {
          expected: expected.join(" or "),
          received: httpGet.path,
          fix: name === "livenessProbe" ? "ask what does not depend on the database" : "ask one of them",
        });
      }
      if (httpGet.scheme === "HTTPS") {
        report(`${name}.httpGet.scheme`, {
          expected: '"HTTP", which is what the container speaks',
          received: httpGet.scheme,
          fix: "leave it out",
        });
      }
    }
  }),
);

/** Seconds in which a container starts and migrates its database on a busy node. */
const shortestStart = 20;

/** Seconds of a whole processor that a start takes. */
const startWork = 2;

export const startupWindow = defineRule(
  "startup-window",
  "A container is given the time to start, with the CPU that it may use, before it is taken for dead.",
  eachService(({ startupProbe, resources: { limits } }, report) => {
    // Kubernetes' own defaults. The first probe comes at once, so that a threshold of 1 is no time at all.
    const { initialDelaySeconds = 0, periodSeconds = 10, failureThreshold = 3 } = startupProbe;
    const window = initialDelaySeconds + periodSeconds * (failureThreshold - 1);
    const share = Math.max(resourceBounds.cpu.limits.least, quantityValue(limits?.["cpu"] ?? 1));
    const needed = Math.max(shortestStart, Math.ceil(startWork / share));
    if (window >= needed) return;
    report("startupProbe.failureThreshold", {
      expected: `so many that the last probe comes after ${needed} seconds, not after ${window}`,
      received: failureThreshold,
      fix: `raise it, or periodSeconds${needed > shortestStart ? ", or resources.limits.cpu" : ""}`,
    });
  }),
);

/** Seconds in which a busy container answers: thirty sign-ups at once keep the frontend for several at 200m of CPU. */
const longestBusy = 10;

export const livenessPatience = defineRule(
  "liveness-patience",
  "A container that is busy for a moment is not taken for dead, or each rush of requests restarts it.",
  eachService(({ livenessProbe }, report) => {
    // Kubernetes' own defaults.
    const { periodSeconds = 10, timeoutSeconds = 1, failureThreshold = 3 } = livenessProbe;
    const patience = periodSeconds * (failureThreshold - 1) + timeoutSeconds;
    if (patience >= longestBusy) return;
    report("livenessProbe.failureThreshold", {
      expected: `so many that ${longestBusy} seconds without an answer are let pass, not ${patience}`,
      received: failureThreshold,
      fix: "raise it, or periodSeconds or timeoutSeconds",
    });
  }),
);

/** What a number alone is. */
const units = {
  memory: 'a number alone is bytes: "256Mi"',
  "ephemeral-storage": 'a number alone is bytes: "1Gi"',
  cpu: 'a number alone is whole processors: "500m"',
};

export const resourceSizes = defineRule(
  "resource-size",
  "CPU, memory and ephemeral storage are as much as a node has and a service works with; a number without a unit is processors and bytes.",
  eachService(({ resources: { requests = {}, limits = {} } }, report) => {
    const lists = { requests, limits };
    for (const kind of ["requests", "limits"] as const) {
      for (const resource in lists[kind]) {
        const received = lists[kind][resource] as string | number;
        if (resource === "memory" || resource === "cpu" || resource === "ephemeral-storage") {
          const allowed = resourceBounds[resource][kind];
          const value = quantityValue(received);
          if (value >= allowed.least && value <= allowed.most) continue;
          report(`resources.${kind}.${resource}`, {
            expected: allowed.text,
            received,
            fix: `mind the unit; ${units[resource]} has one`,
          });
        } else if (!/^hugepages-\d+[KMG]i$|\//.test(resource)) {
          report(`resources.${kind}.${resource}`, {
            expected: "cpu, memory, ephemeral-storage, hugepages-2Mi, or a resource such as example.com/gpu",
            received,
            fix: "correct the name",
          });
        }
      }
    }
  }),
);

const leastVolume = quantityValue("1Mi");

export const volumeSizes = defineRule(
  "volume-size",
  "A volume has room for something; a size without a unit is bytes.",
  eachService(({ persistence, scratch }, report) => {
    const refuseTiny = (path: string, size: string) => {
      if (quantityValue(size) >= leastVolume) return;
      report(path, {
        expected: "at least 1Mi",
        received: size,
        fix: 'raise it, or add the unit, as in "1Gi"',
      });
    };
    refuseTiny("persistence.size", persistence.size);
    for (const [index, { sizeLimit }] of scratch.entries())
      refuseTiny(`scratch[${index}].sizeLimit`, sizeLimit);
  }),
);
