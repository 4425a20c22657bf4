import { existsSync } from "node:fs";
import { join } from "node:path";
import { isOnPath } from "../lib/on-path.mjs";
import { root } from "../lib/workspace.mjs";

const folders = {
  "todo-backend": "backend",
  "todo-frontend": "frontend",
  "todo-e2e-postgres": "tools/e2e/postgres",
};

/** Loads images into a cluster of processes, where this checkout has one beside it. */
const testClusterLoader = join(root, "..", "shared", "cluster", "load");

/**
 * Builds the images of both services and of the database, and brings them to the cluster's node.
 *
 * @returns by repository, the tag: the start of the image's own id, so that a changed image is a changed Deployment.
 */
export async function provideImages(cluster, command) {
  const node = await cluster.node();
  const present = new Set(node.status.images.flatMap((image) => image.names));
  const tags = {};
  for (const [repository, folder] of Object.entries(folders)) {
    const id = (await command("docker", ["build", "--quiet", join(root, folder)])).trim();
    const tag = id.replace("sha256:", "").slice(0, 12);
    const reference = `${repository}:${tag}`;
    await command("docker", ["tag", id, reference]);
    if (!present.has(`docker.io/library/${reference}`)) await load(reference, cluster, command);
    tags[repository] = tag;
  }
  return tags;
}

/** Nothing is to be done where the node's runtime is the Docker daemon that built the image. */
async function load(reference, { context }, command) {
  if (isOnPath("minikube")) await command("minikube", ["--profile", context, "image", "load", reference]);
  else if (existsSync(testClusterLoader)) await command(testClusterLoader, [reference]);
}
