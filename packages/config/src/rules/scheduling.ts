import { defineRule, type Report } from "@chartmodel/schema";
import type { Environment } from "../environment.ts";
import type { servicePods } from "../services.ts";
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

/** The labels by which the charts select a release's pods where a constraint selects none. */
const ownLabels: Readonly<
  Record<keyof ReturnType<typeof servicePods>["podSelector"]["matchLabels"], string>
> = { "app.kubernetes.io/name": "", "app.kubernetes.io/instance": "" };

type Constraint = Environment["backend"]["topologySpreadConstraints"][number];

/** Whether a constraint's selector compares a label already. Deployments with such a one are taken, and get no pods. */
function isSelected(key: string, { labelSelector }: Constraint): boolean {
  if (!labelSelector) return Object.hasOwn(ownLabels, key);
  const { matchLabels = {}, matchExpressions = [] } = labelSelector;
  return Object.hasOwn(matchLabels, key) || matchExpressions.some((expression) => expression.key === key);
}

export const spreadFits = defineRule(
  "topology-spread",
  "A spread has a topology of its own, a skew of at least 1, and compares each label once.",
  eachService(({ topologySpreadConstraints }, report) => {
    const seen = new Set<string>();
    for (const [index, constraint] of topologySpreadConstraints.entries()) {
      const path = `topologySpreadConstraints[${index}]`;
      const { maxSkew, topologyKey, whenUnsatisfiable, minDomains, matchLabelKeys = [] } = constraint;
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
      for (const key of matchLabelKeys) {
        if (!isSelected(key, constraint)) continue;
        report(`${path}.matchLabelKeys`, {
          expected: "labels that its labelSelector, or else the release's own, does not compare",
          received: key,
          fix: "take it out",
        });
      }
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

const required = "requiredDuringSchedulingIgnoredDuringExecution";
const preferred = "preferredDuringSchedulingIgnoredDuringExecution";

export const affinityFits = defineRule(
  "affinity",
  "An affinity says which pods or nodes it means: where it means none, pods wait for ever or stand anywhere.",
  eachService(({ affinity }, report) => {
    const { nodeAffinity, podAffinity, podAntiAffinity } = affinity;
    if (nodeAffinity) reportNodeTerms(nodeAffinity, report);
    if (podAffinity) reportPodTerms(podAffinity, "affinity.podAffinity", report);
    if (podAntiAffinity) reportPodTerms(podAntiAffinity, "affinity.podAntiAffinity", report);
  }),
);

type Affinity = Environment["backend"]["affinity"];
type NodeAffinity = NonNullable<Affinity["nodeAffinity"]>;
type PodAffinity = NonNullable<Affinity["podAffinity"] | Affinity["podAntiAffinity"]>;

function reportPodTerms(affinity: PodAffinity, path: string, report: Report): void {
  const terms = [
    ...(affinity[required] ?? []).map((term, index) => [`${required}[${index}]`, term] as const),
    ...(affinity[preferred] ?? []).map(
      ({ podAffinityTerm }, index) => [`${preferred}[${index}].podAffinityTerm`, podAffinityTerm] as const,
    ),
  ];
  for (const [place, { labelSelector }] of terms) {
    if (labelSelector) continue;
    report(`${path}.${place}.labelSelector`, {
      expected: "a selector of pods: without one it means no pod, and not this release's",
      received: labelSelector,
      fix: "select them, for instance by matchLabels with app.kubernetes.io/name",
    });
  }
}

function reportNodeTerms(affinity: NodeAffinity, report: Report): void {
  const terms = affinity[required]?.nodeSelectorTerms;
  if (!terms) return;
  const path = `affinity.nodeAffinity.${required}.nodeSelectorTerms`;
  if (
    terms.every(
      ({ matchExpressions = [], matchFields = [] }) => matchExpressions.length + matchFields.length === 0,
    )
  ) {
    report(path, {
      expected: "a term that some node meets: one that is empty means no node",
      received: terms,
      fix: "add an expression, or take the affinity out",
    });
  }
  for (const [index, { matchExpressions = [] }] of terms.entries()) {
    for (const [at, { operator, values = [] }] of matchExpressions.entries()) {
      if (operator !== "Gt" && operator !== "Lt") continue;
      if (values.length === 1 && /^[+-]?\d+$/.test(values[0] as string)) continue;
      report(`${path}[${index}].matchExpressions[${at}].values`, {
        expected: `one whole number, which ${operator} compares with`,
        received: values,
        fix: "correct it, or use another operator",
      });
    }
  }
}
