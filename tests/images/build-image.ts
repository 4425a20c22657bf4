import { appendFileSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { repository, type Service } from "../tilt/plan.js";
import { docker } from "./docker.js";

/** Stands in the files that hold secrets on a developer's machine. Always the same, so that builds stay cached. */
export const plantedSecret = "planted-secret-3f9c2a71d05e";

const made = new Set(["node_modules", ".next", ".venv", "__pycache__"]);
const stage = "runtime";

/** The base images that a service's Dockerfile takes as build arguments. */
export const baseImagesOf = ({ image }: Service) =>
  Object.entries(image.buildArgs)
    .filter(([name]) => name.endsWith("_IMAGE"))
    .map(([, reference]) => reference);

/** Builds what is deployed of a service, from a context with secrets lying about. */
export async function buildImage({ image }: Service, reference: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "image-context-"));
  try {
    const context = join(folder, "context");
    cpSync(join(repository, image.context), context, {
      recursive: true,
      filter: (path) => !made.has(basename(path)),
    });
    for (const file of [".env", ".env.local", ".env.production", "app/.env"])
      appendFileSync(join(context, file), `BETTER_AUTH_SECRET=${plantedSecret}\n`);
    appendFileSync(join(context, ".npmrc"), `//packages.example.com/:_authToken=${plantedSecret}\n`);
    const buildArgs = Object.entries(image.buildArgs).flatMap(([name, value]) => [
      "--build-arg",
      `${name}=${value}`,
    ]);
    await docker(["build", "--quiet", "--target", stage, "--tag", reference, ...buildArgs, context], {
      env: { BETTER_AUTH_SECRET: plantedSecret },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
