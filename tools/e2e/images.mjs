import { join } from "node:path";
import { isOnPath } from "../lib/on-path.mjs";
import { root } from "../lib/workspace.mjs";
import { hasTestCluster, letPodsTalk, loadImage } from "./test-cluster.mjs";

const folders = {
  "todo-backend": "backend",
  "todo-frontend": "frontend",
  "todo-e2e-postgres": "tools/e2e/postgres",
};

/**
 * Builds the images of both services and of the database, and brings them to the cluster's node.
 *
 * @param say is told which image is there.
 * @returns by repository, the tag: the start of the image's own id, so that a changed image is a changed Deployment.
 */
export async function provideImages(cluster, command, say) {
  const load = await findLoader(cluster, command);
  const node = await cluster.node();
  const present = new Set(node.status.images.flatMap((image) => image.names));
  const provide = async ([repository, folder]) => {
    const id = (await command("docker", ["build", "--quiet", join(root, folder)])).trim();
    const tag = id.replace("sha256:", "").slice(0, 12);
    const reference = `${repository}:${tag}`;
    await command("docker", ["tag", id, reference]);
    if (!present.has(`docker.io/library/${reference}`)) await load(reference);
    say(`image ${reference}`);
    return [repository, tag];
  };
  return Object.fromEntries(await Promise.all(Object.entries(folders).map(provide)));
}

/** How an image gets from Docker to the node: nothing is to be done where the node runs that very Docker's images. */
async function findLoader({ context }, command) {
  if (isOnPath("minikube"))
    return (image) => command("minikube", ["--profile", context, "image", "load", image]);
  if (!hasTestCluster()) return () => {};
  await letPodsTalk(command);
  return (image) => loadImage(image, command);
}
