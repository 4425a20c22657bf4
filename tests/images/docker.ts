import { type ExecFileOptions, execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);
const pullTimeoutMs = 300_000;

/**
 * Runs Docker to its end.
 *
 * @param env variables that it has besides this process's own.
 * @returns what it printed, without the last line's end.
 */
export async function docker(
  args: readonly string[],
  { env = {}, timeout = 0 }: Pick<ExecFileOptions, "env" | "timeout"> = {},
): Promise<string> {
  const options = { env: { ...process.env, ...env }, timeout, maxBuffer: 2 ** 26 };
  const { stdout } = await run("docker", args, options);
  return stdout.trim();
}

/** Why images cannot be built on these base images, or undefined where they can. Pulls those that are not here. */
export async function missingForImages(baseImages: readonly string[]): Promise<string | undefined> {
  try {
    await docker(["version"], { timeout: 30_000 });
  } catch (error) {
    return (error as { code?: unknown }).code === "ENOENT"
      ? "docker is not on PATH"
      : "no Docker engine answers";
  }
  // The Dockerfiles keep caches between builds, which the builder of old cannot.
  const hasBuildKit = await docker(["buildx", "version"], { timeout: 30_000 }).then(
    () => true,
    () => false,
  );
  if (!hasBuildKit) return "docker has no buildx, which builds with BuildKit";
  const missing: string[] = [];
  for (const image of baseImages) {
    const isHere = () => docker(["image", "inspect", image]);
    const pull = () => docker(["pull", "--quiet", image], { timeout: pullTimeoutMs });
    await isHere().catch(() => pull().catch(() => missing.push(image)));
  }
  return missing.length > 0 ? `${missing.join(" and ")} neither here nor to be pulled` : undefined;
}
