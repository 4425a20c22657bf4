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
