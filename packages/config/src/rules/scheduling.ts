import { defineRule } from "@chartmodel/schema";
import { eachService } from "./each-service.ts";

export const tolerationsFit = defineRule(
  "toleration",
  "A toleration is one that Kubernetes takes: Exists has no value, no key means every taint, and seconds are for NoExecute.",
  eachService(({ tolerations }, report) => {
    for (const [index, { key, operator, value, effect, tolerationSeconds }] of tolerations.entries()) {
      const path = `tolerations[${index}]`;
      if (operator === "Exists" && value) {
        report(`${path}.value`, {
          expected: "no value with the operator Exists",
          received: value,
          fix: 'take it out, or set the operator to "Equal"',
        });
      }
      if (!key && operator !== "Exists") {
        report(`${path}.key`, {
          expected: "the key of a taint",
          received: key,
          fix: 'name it, or set the operator to "Exists" for every taint',
        });
      }
      if (tolerationSeconds !== undefined && effect !== "NoExecute") {
        report(`${path}.tolerationSeconds`, {
          expected: "none, unless the effect is NoExecute",
          received: tolerationSeconds,
          fix: "take it out, or name the effect",
        });
      }
    }
  }),
);

export const spreadFits = defineRule(
  "topology-spread",
  "A spread has a topology of its own, and a skew of at least 1.",
  eachService(({ topologySpreadConstraints }, report) => {
    const seen = new Set<string>();
    for (const [index, constraint] of topologySpreadConstraints.entries()) {
      const path = `topologySpreadConstraints[${index}]`;
      const { maxSkew, topologyKey, whenUnsatisfiable, minDomains } = constraint;
      if (maxSkew < 1) {
        report(`${path}.maxSkew`, { expected: "at least 1", received: maxSkew, fix: "raise it" });
      }
      const what = `${topologyKey} ${whenUnsatisfiable}`;
      if (topologyKey === "" || seen.has(what)) {
        report(`${path}.topologyKey`, {
          expected: "a label of nodes that no constraint of the same kind before it has",
          received: topologyKey,
          fix: "name another one, such as topology.kubernetes.io/zone",
        });
      }
      seen.add(what);
      if (minDomains !== undefined && whenUnsatisfiable !== "DoNotSchedule") {
        report(`${path}.minDomains`, {
          expected: "none, unless whenUnsatisfiable is DoNotSchedule",
          received: minDomains,
          fix: "take it out",
        });
      }
    }
  }),
);
