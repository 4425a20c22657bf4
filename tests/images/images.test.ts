import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { checkEndToEnd } from "../../tools/lib/end-to-end.mjs";
import { waitUntilHealthy } from "../../tools/lib/health.mjs";
import { plan, type Service } from "../tilt/plan.js";
import { baseImagesOf, buildImage, plantedSecret } from "./build-image.js";
import { docker, missingForImages } from "./docker.js";
import { textsInImage } from "./image-layers.js";
import { type RunningImages, runImages } from "./running-images.js";

// A first build installs both services' packages.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 1_800_000 });

const megabyte = 1_000_000;
/** What an image may add to its base image. */
const ownSizeLimit = 120 * megabyte;

const [backend, frontend] = plan.services as [Service, Service];
const missing = await missingForImages(plan.services.flatMap(baseImagesOf));
if (missing) console.warn(`SKIPPED: the images (${missing})`);

describe.skipIf(missing)(missing ? `images (${missing})` : "images", () => {
  const tag = `test-${randomUUID()}`;
  const imageOf = ({ image }: Service) => `${image.ref}:${tag}`;
  const inspect = (name: string, format: string) => docker(["inspect", "--format", format, name]);

  beforeAll(async () => {
    for (const service of plan.services) await buildImage(service, imageOf(service));
  });
  afterAll(() => docker(["image", "rm", "--force", ...plan.services.map(imageOf)]).catch(() => undefined));

  describe.each(plan.services)("$name", (service) => {
    const image = imageOf(service);

    test("is small", async () => {
      const [own, base] = await Promise.all(
        [image, ...baseImagesOf(service)].map(async (name) => Number(await inspect(name, "{{.Size}}"))),
      );
      const added = (own as number) - (base as number);
      const inMegabytes = (bytes: number) => `${Math.round(bytes / megabyte)} MB`;
      console.info(`${service.name}: ${inMegabytes(own as number)}, ${inMegabytes(added)} above its base`);
      expect(added).toBeLessThan(ownSizeLimit);
    });

    test("holds no secret of the machine that built it, in any layer", async () => {
      // Every image has this line in a layer: it shows that layers are read.
      const control = "root:x:0:0:";
      expect(await textsInImage(image, [control, plantedSecret])).toEqual([control]);
      const history = await docker(["history", "--no-trunc", "--format", "{{.CreatedBy}}", image]);
      const environment = await inspect(image, "{{json .Config.Env}}");
      expect(history + environment).not.toMatch(/SECRET|PASSWORD|TOKEN|DATABASE_URL/i);
    });

    test("holds no package manager", async () => {
      const names = "npm npx yarn corepack pip pip3";
      const look = `for name in ${names}; do command -v $name; done; python3 -m pip --version 2>/dev/null; true`;
      expect(await docker(["run", "--rm", "--entrypoint", "sh", image, "-c", look])).toBe("");
    });

    test("runs as a numeric user who is not root", async () => {
      expect(await inspect(image, "{{.Config.User}}")).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    });
  });

  describe("run together, read-only and without privileges", () => {
    let running: RunningImages;
    beforeAll(async () => {
      running = await runImages(
        { service: backend, image: imageOf(backend) },
        { service: frontend, image: imageOf(frontend) },
      );
      try {
        await waitUntilHealthy(running.url + frontend.health, AbortSignal.timeout(120_000), 120_000);
      } catch (error) {
        throw new Error(`${(error as Error).message}\n${await running.logs()}`);
      }
    });
    afterAll(() => running?.remove());

    test("a person signs up, adds a todo and reads it back", () => checkEndToEnd(running.url));

    test.each(plan.services)("the health check of $name succeeds", async (service) => {
      const health = () => inspect(running.containerOf(service), "{{.State.Health.Status}}");
      await expect.poll(health, { timeout: 120_000, interval: 500 }).toBe("healthy");
    });

    test.each(plan.services)("$name writes nowhere but where it was allowed to", async (service) => {
      const write = (folder: string) =>
        docker(["exec", running.containerOf(service), "sh", "-c", 'touch "$1/file"', "sh", folder]);
      await Promise.all(["/tmp", "/data"].map(write));
      for (const folder of ["/app", "/usr"]) await expect(write(folder)).rejects.toThrow();
    });

    test.each([frontend, backend])("$name ends by itself when it is told to stop", async (service) => {
      const container = running.containerOf(service);
      await docker(["stop", "--time", "60", container]);
      // 0, or 143 as Next has it; 137 is an end by force, after the time was up.
      expect(["0", "143"]).toContain(await inspect(container, "{{.State.ExitCode}}"));
    });
  });
});
