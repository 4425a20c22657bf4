import { snapshotOf } from "../snapshot.mjs";
import { autoscaler } from "./autoscaler.mjs";
import { pods } from "./pods.mjs";
import { probes } from "./probes.mjs";
import { restarts } from "./restarts.mjs";
import { rollout } from "./rollout.mjs";
import { volumes } from "./volumes.mjs";
import { warnings } from "./warnings.mjs";

/** The facts of a service's health, the rollout first. */
export const healthFacts = [rollout, pods, restarts, probes, warnings, volumes, autoscaler];

/** Collects what a person on call looks at first. */
export async function health(cluster, { services }) {
  const snapshots = await Promise.all(services.map((service) => snapshotOf(cluster, service)));
  return { facts: healthFacts.flatMap((factsOf) => snapshots.flatMap((snapshot) => factsOf(snapshot))) };
}
