import { AiError } from "./ai-error.mjs";

/**
 * Deploys services one after the other; where one fails, takes the change back and deploys those before it as they were.
 *
 * @param steps.imagesOf the image that a service runs, and the one to deploy: `(service) => Promise<{ before, image }>`.
 * @param steps.deploy `(service, image) => Promise`; it leaves a service that it fails to deploy as it was.
 * @param steps.takeBack makes the files that are deployed what they were.
 * @throws {AiError} with what failed, and each service that still runs the change.
 */
export async function deployAll(services, { imagesOf, deploy, takeBack }) {
  const done = [];
  try {
    for (const service of services) {
      const { before, image } = await imagesOf(service);
      await deploy(service, image);
      done.push({ service, before });
    }
  } catch (error) {
    await takeBack();
    const left = [];
    for (const { service, before } of done.toReversed()) {
      await deploy(service, before).catch(({ message }) => {
        left.push(`${service.name} still runs the change: ${message}`);
      });
    }
    throw new AiError([error.message, "The overlay is as it was.", ...left].join("\n"));
  }
}
