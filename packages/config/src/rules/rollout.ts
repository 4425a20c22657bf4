import { defineRule } from "@chartmodel/schema";
import { eachService } from "./each-service.ts";
import { isHosted } from "./stages.ts";

/** Seconds in which the frontend's server (its `drain.ts`) closes kept connections before it ends. */
const frontendDraining = 1;

export const shutdownFits = defineRule(
  "shutdown-fits",
  "The grace period is longer than the wait and the draining in it.",
  eachService(({ lifecycle, config }, report) => {
    const draining = "shutdownGraceSeconds" in config ? config.shutdownGraceSeconds : frontendDraining;
    const needed = lifecycle.preStopSleepSeconds + draining;
    if (lifecycle.terminationGracePeriodSeconds > needed) return;
    report("lifecycle.terminationGracePeriodSeconds", {
      expected: `more than ${needed} seconds (the pre-stop wait and the draining)`,
      received: lifecycle.terminationGracePeriodSeconds,
      fix: "raise it, or shorten the wait",
    });
  }),
);

export const preStopWait = defineRule(
  "pre-stop-wait",
  "In staging and production a pod that is to end goes on answering while the Service forgets it, or each rollout loses requests.",
  eachService(({ lifecycle }, report, { stage }) => {
    if (!isHosted({ stage }) || lifecycle.preStopSleepSeconds > 0) return;
    report("lifecycle.preStopSleepSeconds", {
      expected: `some seconds in ${stage}`,
      received: 0,
      fix: "leave it out: the default is 5",
    });
  }),
  { severity: "warning" },
);

/** Seconds after which Kubernetes takes a rollout for stuck: a Deployment's own default. */
const progressDeadline = 600;

export const readyInTime = defineRule(
  "ready-in-time",
  "A pod may be ready before Kubernetes takes its rollout for stuck.",
  eachService(({ startupProbe, readinessProbe }, report) => {
    // The first probe of a container that starts fails, and readiness is asked at once when it has started.
    const started = (startupProbe.initialDelaySeconds ?? 0) + (startupProbe.periodSeconds ?? 10);
    const { initialDelaySeconds = 0, periodSeconds = 10, successThreshold = 1 } = readinessProbe;
    const ready = Math.max(started, initialDelaySeconds) + periodSeconds * (successThreshold - 1);
    if (ready <= progressDeadline) return;
    const isLate = started > progressDeadline;
    report(isLate ? "startupProbe" : "readinessProbe", {
      expected: `a probe that lets the pod be ready within ${progressDeadline} seconds, not after ${isLate ? started : ready} at the earliest`,
      received: isLate ? startupProbe : readinessProbe,
      fix: `lower initialDelaySeconds or periodSeconds${isLate ? "" : ", or successThreshold"}`,
    });
  }),
);
