import { setTimeout as sleep } from "node:timers/promises";
import { AiError } from "../ai-error.mjs";
import { cgroupFiles, readCgroup } from "./read-cgroup.mjs";
import { mostOf, step } from "./samples.mjs";

/** Prints the files that there are, each below its name. */
const script = `cd /sys/fs/cgroup && for f in ${cgroupFiles.join(" ")}; do if [ -r $f ]; then echo "@$f"; cat $f; fi; done`;

/** As the kernel counts it, read in the containers while it is looked at. `undefined` where they do not show it. */
export async function fromCgroups({ exec }, service, running, seconds) {
  const look = async (pod) => ({
    at: performance.now(),
    ...readCgroup(await exec(service, pod, ["sh", "-c", script])),
  });
  try {
    const samples = [];
    let before = await Promise.all(running.map(look));
    for (let left = seconds; left > 0; left -= step) {
      await sleep(Math.min(left, step) * 1000);
      const now = await Promise.all(running.map(look));
      samples.push(...now.map((state, index) => between(before[index], state)));
      before = now;
    }
    const sum = (key) => before.reduce((all, state) => all + state[key], 0);
    return {
      source: `${seconds} s of the containers' cgroups`,
      ...mostOf(samples),
      peak: Math.max(...before.map(({ peak }) => peak)),
      ...(sum("periods") > 0 && { throttled: sum("throttled") / sum("periods") }),
    };
  } catch (error) {
    if (error instanceof AiError) return undefined;
    throw error;
  }
}

const between = (before, now) => ({
  cpu: (now.cpu - before.cpu) / ((now.at - before.at) / 1000),
  memory: now.memory,
});
