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
      const { httpGet, tcpSocket, exec, grpc } = values[name];
      const ways = Object.entries({ httpGet, tcpSocket, exec, grpc }).filter(([, way]) => way);
      if (ways.length !== 1 || grpc) {
        report(name, {
          expected: "one way to ask: httpGet, tcpSocket or exec",
          received: ways.map(([way]) => way),
          fix: `use httpGet with the path ${paths.alive}`,
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

/** Bytes below which neither service starts. */
const leastMemory = quantityValue("64Mi");

export const memorySuffices = defineRule(
  "memory-size",
  "The limit of memory is one in which the service starts; a number without a unit is bytes.",
  eachService(({ resources: { limits = {} } }, report) => {
    const { memory } = limits;
    if (memory === undefined || quantityValue(memory) >= leastMemory) return;
    report("resources.limits.memory", {
      expected: "at least 64Mi",
      received: memory,
      fix: 'raise it, or add the unit, as in "256Mi"',
    });
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
