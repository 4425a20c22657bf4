import { stateDirectory, stepsOf } from "./plan.mjs";
import { isUpToDate, runStep } from "./steps.mjs";

/**
 * Runs the steps that the plan's services need and that are not up to date; those of different services at once.
 *
 * @param mode "run" or "dev", as in the plan.
 * @param signal an AbortSignal that stops them.
 * @throws {StepError} the first failure, once the other steps were stopped; or the signal's reason.
 */
export async function prepare(root, plan, mode, { progress, signal }) {
  const stateDir = stateDirectory(root, plan);
  const failure = new AbortController();
  const either = AbortSignal.any([signal, failure.signal]);
  const underWay = new Map();

  const perform = async (step) => {
    if (isUpToDate(root, stateDir, step)) return;
    await progress.during(step.title, runStep(root, stateDir, step, either));
  };
  const prepareService = async (service) => {
    for (const step of stepsOf(plan, service, mode)) {
      either.throwIfAborted();
      if (!underWay.has(step.name)) underWay.set(step.name, perform(step));
      await underWay.get(step.name);
    }
  };
  const all = plan.services.map(prepareService);
  try {
    await Promise.all(all);
  } catch (error) {
    failure.abort();
    await Promise.allSettled(all);
    throw signal.aborted ? signal.reason : error;
  }
}
