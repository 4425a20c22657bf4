import { AiError } from "./ai-error.mjs";

/**
 * Deploys services one after the other; where one fails, takes the change back and deploys those before it as they were.
 *
 * @param steps.imagesOf the image that a service runs, and the one to deploy: `(service) => Promise<{ before, image }>`.
 * @param steps.deploy `(service, image) => Promise`; it leaves a service that it fails to deploy as it was.
 * @param steps.takeBack makes the files that are deployed what they were; it throws where it may not.
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
    throw new AiError([error.message, ...(await takenBack(done, deploy, takeBack))].join("\n"));
  }
}

/** What there is to say of a change that was taken back, or not. */
async function takenBack(done, deploy, takeBack) {
  const left = ({ service }, message) => `${service.name} still runs the change: ${message}`;
  try {
    await takeBack();
  } catch ({ message }) {
    return [message, ...done.map((one) => left(one, "it is deployed from the same files"))];
  }
  const told = ["The overlay is as it was."];
  for (const one of done.toReversed())
    await deploy(one.service, one.before).catch(({ message }) => told.push(left(one, message)));
  return told;
}
