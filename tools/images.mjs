/**
 * Builds the services' production images, tagged as the plan's environment deploys them: straight in Minikube's Docker
 * daemon where the plan's context is a Minikube that runs, else in the current daemon.
 *
 *   --load   build in the current daemon and copy each image with `minikube image load`: slower, works with any runtime
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { isOnPath } from "./lib/on-path.mjs";
import { readPlan } from "./lib/plan.mjs";
import { run } from "./lib/run.mjs";
import { root } from "./lib/workspace.mjs";

const { values: options } = parseArgs({ options: { load: { type: "boolean" } } });

try {
  const plan = readPlan(root);
  const profile = plan.context;
  const env = options.load ? process.env : { ...process.env, ...minikubeDockerEnv(profile) };
  for (const { image } of plan.services) {
    const reference = `${image.ref}:${image.tag}`;
    run("docker", buildArguments(image, reference), { env });
    if (options.load) run("minikube", ["--profile", profile, "image", "load", reference]);
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

/** The target is left to the Dockerfile: its last stage is the one that is deployed. */
function buildArguments(image, reference) {
  const buildArgs = Object.entries(image.buildArgs).flatMap(([name, value]) => [
    "--build-arg",
    `${name}=${value}`,
  ]);
  const dockerfile = join(root, image.dockerfile);
  return ["build", "--tag", reference, "--file", dockerfile, ...buildArgs, join(root, image.context)];
}

/** The variables that point Docker at Minikube's daemon; none where there is no Minikube that runs. */
function minikubeDockerEnv(profile) {
  if (!isOnPath("minikube")) return {};
  const { status, stdout } = spawnSync("minikube", ["--profile", profile, "docker-env", "--shell", "none"], {
    encoding: "utf8",
  });
  if (status !== 0) return {};
  const pairs = stdout.split("\n").filter((line) => line.includes("="));
  return Object.fromEntries(
    pairs.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
}
