import { defineRule } from "@chartmodel/schema";
import { eachService } from "./each-service.ts";
import { quantityValue } from "./quantity-value.ts";

export const requestsWithinLimits = defineRule(
  "requests-within-limits",
  "A container requests no more than it may use.",
  eachService(({ resources: { requests = {}, limits = {} } }, report) => {
    for (const [resource, request] of Object.entries(requests)) {
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

export const shutdownFits = defineRule(
  "shutdown-fits",
  "The grace period is longer than the wait and the draining in it.",
  eachService(({ lifecycle, config }, report) => {
    const draining = "shutdownGraceSeconds" in config ? config.shutdownGraceSeconds : 0;
    const needed = lifecycle.preStopSleepSeconds + draining;
    if (lifecycle.terminationGracePeriodSeconds > needed) return;
    report("lifecycle.terminationGracePeriodSeconds", {
      expected: `more than ${needed} seconds (the pre-stop wait and the draining)`,
      received: lifecycle.terminationGracePeriodSeconds,
      fix: "raise it, or shorten the wait",
    });
  }),
);

/** What both services answer. */
const paths = { alive: "/healthz", ready: "/readyz" } as const;

export const probesAnswered = defineRule(
  "probe-answer",
  "A probe asks what the services answer: /healthz, or /readyz for readiness, over plain HTTP. The database decides on readiness alone.",
  eachService((values, report) => {
    for (const name of ["startupProbe", "livenessProbe", "readinessProbe"] as const) {
      const { httpGet, tcpSocket, exec, grpc, successThreshold = 1, initialDelaySeconds = 0 } = values[name];
      const ways = Object.entries({ httpGet, tcpSocket, exec, grpc }).filter(([, way]) => way);
      if (ways.length !== 1 || grpc) {
        report(name, {
          expected: "one way to ask: httpGet, tcpSocket or exec",
          received: ways.map(([way]) => way),
          fix: `use httpGet with the path ${paths.alive}`,
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
      if (!httpGet) continue;
      const expected = name === "livenessProbe" ? [paths.alive] : Object.values(paths);
      if (!(expected as readonly string[]).includes(httpGet.path ?? "/")) {
        report(`${name}.httpGet.path`, {
          expected: expected.join(" or "),
          received: httpGet.path,
          fix: name === "livenessProbe" ? "ask what does not depend on the database" : "ask one of them",
        });
      }
      if (httpGet.host) {
        report(`${name}.httpGet.host`, {
          expected: "none: the pod itself is asked",
          received: httpGet.host,
          fix: "leave it out",
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

export const startupWindow = defineRule(
  "startup-window",
  "A container is given the time to start before it is taken for dead.",
  eachService(({ startupProbe }, report) => {
    // Kubernetes' own defaults. The first probe comes at once, so that a threshold of 1 is no time at all.
    const { initialDelaySeconds = 0, periodSeconds = 10, failureThreshold = 3 } = startupProbe;
    const window = initialDelaySeconds + periodSeconds * (failureThreshold - 1);
    if (window >= shortestStart) return;
    report("startupProbe.failureThreshold", {
      expected: `so many that the last probe comes after ${shortestStart} seconds, not after ${window}`,
      received: failureThreshold,
      fix: "raise it, or periodSeconds",
    });
  }),
);

/** What a node can give and the services can start with. */
const sizes = {
  memory: { requests: "1Mi", limits: "64Mi", most: "1Ti", fix: 'a number alone is bytes: "256Mi"' },
  cpu: { requests: "0", limits: "10m", most: "64", fix: 'a number alone is whole processors: "500m"' },
} as const;

export const resourceSizes = defineRule(
  "resource-size",
  "CPU and memory are as much as a node has and a service starts with; a number without a unit is processors and bytes.",
  eachService(({ resources: { requests = {}, limits = {} } }, report) => {
    for (const [kind, quantities] of [["requests", requests] as const, ["limits", limits] as const]) {
      for (const [resource, received] of Object.entries(quantities)) {
        const path = `resources.${kind}.${resource}`;
        if (resource === "memory" || resource === "cpu") {
          const { most, fix, ...least } = sizes[resource];
          const value = quantityValue(received);
          if (value >= quantityValue(least[kind]) && value <= quantityValue(most)) continue;
          report(path, {
            expected: `${least[kind]} to ${most}`,
            received,
            fix: `mind the unit; ${fix} has one`,
          });
        } else if (resource !== "ephemeral-storage" && !resource.includes("/")) {
          report(path, {
            expected: "cpu, memory, ephemeral-storage, or a resource such as example.com/gpu",
            received,
            fix: "correct the name",
          });
        }
      }
    }
  }),
);

export const volumeSizes = defineRule(
  "volume-size",
  "A volume has room for something; a size without a unit is bytes.",
  eachService(({ persistence, scratch }, report) => {
    const atLeast = quantityValue("1Mi");
    const sizes = [
      ["persistence.size", persistence.size] as const,
      ...scratch.map(({ sizeLimit }, index) => [`scratch[${index}].sizeLimit`, sizeLimit] as const),
    ];
    for (const [path, size] of sizes) {
      if (quantityValue(size) >= atLeast) continue;
      report(path, {
        expected: "at least 1Mi",
        received: size,
        fix: 'raise it, or add the unit, as in "1Gi"',
      });
    }
  }),
);
