import { defineRule } from "@chartmodel/schema";
import { eachService } from "./each-service.ts";
import { quantityValue } from "./quantity-value.ts";

export const autoscalingRange = defineRule(
  "autoscaling-range",
  "Autoscaling goes from fewer to more pods.",
  eachService(({ autoscaling: { enabled, minReplicas, maxReplicas } }, report) => {
    if (!enabled || minReplicas <= maxReplicas) return;
    report("autoscaling.minReplicas", {
      expected: `at most autoscaling.maxReplicas (${maxReplicas})`,
      received: minReplicas,
      fix: "lower it, or raise maxReplicas",
    });
  }),
);

export const autoscalingRequests = defineRule(
  "autoscaling-requests",
  "The autoscaler measures use against the CPU that is requested.",
  eachService(({ autoscaling, resources }, report) => {
    const request = resources.requests?.["cpu"];
    if (!autoscaling.enabled || (request !== undefined && quantityValue(request) > 0)) return;
    report("resources.requests", {
      expected: "a cpu request above 0 with autoscaling",
      received: resources.requests,
      fix: 'set resources.requests.cpu, for instance "100m"',
    });
  }),
);

export const disruptionBudgetRoom = defineRule(
  "disruption-budget-room",
  "A disruption budget leaves at least one pod that may be moved, or no node can be drained.",
  eachService(({ disruptionBudget, autoscaling, replicaCount }, report) => {
    const fewest = autoscaling.enabled ? autoscaling.minReplicas : replicaCount;
    if (!disruptionBudget.enabled || disruptionBudget.minAvailable < fewest) return;
    report("disruptionBudget.minAvailable", {
      expected: `below the number of pods (${fewest})`,
      received: disruptionBudget.minAvailable,
      fix: "lower it, run more pods, or turn the budget off",
    });
  }),
);

export const productionReplicas = defineRule(
  "production-replicas",
  "Production runs at least two pods of each service.",
  eachService(({ autoscaling, replicaCount }, report, { stage }) => {
    const [path, fewest] = autoscaling.enabled
      ? (["autoscaling.minReplicas", autoscaling.minReplicas] as const)
      : (["replicaCount", replicaCount] as const);
    if (stage !== "production" || fewest >= 2) return;
    report(path, { expected: "at least 2 in production", received: fewest, fix: "raise it" });
  }),
);
