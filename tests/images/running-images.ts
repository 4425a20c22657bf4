import { randomBytes, randomUUID } from "node:crypto";
import type { Service } from "../tilt/plan.js";
import { docker } from "./docker.js";

/** Everything that a hardened pod takes from a container; what stays writable is /tmp and the volumes. */
const hardened = ["--read-only", "--tmpfs=/tmp", "--cap-drop=ALL", "--security-opt=no-new-privileges"];
const secrets = {
  BETTER_AUTH_SECRET: randomBytes(32).toString("base64"),
  API_TOKEN_SECRET: randomBytes(32).toString("base64"),
};

export interface RunningImages {
  /** The frontend's address on this machine. */
  url: string;
  /** Name of a service's container. */
  containerOf(service: Service): string;
  /** What the containers printed. */
  logs(): Promise<string>;
  /** Removes the containers, their volumes and their network; never fails. */
  remove(): Promise<void>;
}

/** Runs both images on a network of their own, where the frontend finds the backend by the name it was built with. */
export async function runImages(
  backend: { service: Service; image: string },
  frontend: { service: Service; image: string },
): Promise<RunningImages> {
  const network = `images-${randomUUID()}`;
  const containerOf = ({ name }: Service) => `${network}-${name}`;
  const containers = [backend, frontend].map(({ service }) => containerOf(service));

  const start = (
    { service, image }: typeof backend,
    known: readonly (keyof typeof secrets)[],
    options: readonly string[],
  ) => {
    const identity = ["--name", containerOf(service), "--network", network, "--network-alias", service.name];
    // Docker takes the value from its own environment: no process list shows it.
    const environment = [...known.map((name) => `--env=${name}`), ...options];
    return docker(["run", "--detach", ...identity, ...hardened, ...environment, image], { env: secrets });
  };
  const remove = async () => {
    await docker(["rm", "--force", "--volumes", ...containers]).catch(() => undefined);
    await docker(["network", "rm", network]).catch(() => undefined);
  };

  try {
    await docker(["network", "create", network]);
    await start(
      backend,
      ["API_TOKEN_SECRET"],
      ["--volume=/data", "--env=DATABASE_URL=sqlite:////data/todos.db"],
    );
    await start(
      frontend,
      ["BETTER_AUTH_SECRET", "API_TOKEN_SECRET"],
      [
        ...["--volume=/data", "--volume=/app/.next/cache", "--env=DATABASE_URL=file:/data/auth.db"],
        `--publish=127.0.0.1::${frontend.service.ports.container}`,
      ],
    );
    const address = await docker([
      "port",
      containerOf(frontend.service),
      String(frontend.service.ports.container),
    ]);
    const logs = async () => (await Promise.all(containers.map((name) => docker(["logs", name])))).join("\n");
    return { url: `http://${address}`, containerOf, logs, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
