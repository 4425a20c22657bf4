import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../lib/workspace.mjs";

/** The cluster of plain processes that may lie beside this checkout. */
const folder = join(root, "..", "shared", "cluster");

/** Whether there is one; it is what runs where `minikube` itself does not. */
export const hasTestCluster = () => existsSync(join(folder, "load"));

/** Brings an image from Docker to the test cluster. */
export const loadImage = (reference, command) => command(join(folder, "load"), [reference]);

/**
 * Lets pods of the test cluster reach each other. A Docker engine that turned forwarding on drops every packet that it
 * does not know, and theirs pass the same filter.
 */
export async function letPodsTalk(command) {
  const rule = ["DOCKER-USER", "--in-interface", "cni0", "--jump", "ACCEPT"];
  const filter = await command("iptables", ["--list-rules"]);
  if (!filter.includes("-P FORWARD DROP") || filter.includes("-i cni0 -j ACCEPT")) return;
  await command("iptables", ["--insert", ...rule]);
}
