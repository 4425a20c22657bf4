import { AiError } from "../ai-error.mjs";

/** What is read, from a container's root of the cgroups: version 2, then version 1. */
export const cgroupFiles = [
  "cpu.stat",
  "memory.stat",
  "memory.current",
  "memory.peak",
  "cpu/cpu.stat",
  "cpuacct/cpuacct.usage",
  "memory/memory.stat",
  "memory/memory.usage_in_bytes",
  "memory/memory.max_usage_in_bytes",
];

/**
 * A container's use, from those files, each below a line `@<name>`.
 *
 * @returns seconds of a processor and periods since the start, bytes now and at most; `peak` is 0 where it is not told.
 * @throws {AiError} where neither version is there.
 */
export function readCgroup(text) {
  const files = new Map(
    [...text.matchAll(/^@(\S+)\n([^@]*)/gm)].map(([, name, content]) => [name, content.trim()]),
  );
  const stat = (file, key) =>
    Number(new RegExp(`^${key} (\\d+)$`, "m").exec(files.get(file) ?? "")?.[1] ?? 0);
  const number = (file) => Number.parseInt(files.get(file) ?? "0", 10) || 0;
  if (files.has("memory.current"))
    return {
      cpu: stat("cpu.stat", "usage_usec") / 1e6,
      // What can be given back at once is no use of memory: the kubelet counts so too.
      memory: number("memory.current") - stat("memory.stat", "inactive_file"),
      peak: number("memory.peak"),
      periods: stat("cpu.stat", "nr_periods"),
      throttled: stat("cpu.stat", "nr_throttled"),
    };
  if (files.has("memory/memory.usage_in_bytes"))
    return {
      cpu: number("cpuacct/cpuacct.usage") / 1e9,
      memory: number("memory/memory.usage_in_bytes") - stat("memory/memory.stat", "total_inactive_file"),
      peak: number("memory/memory.max_usage_in_bytes"),
      periods: stat("cpu/cpu.stat", "nr_periods"),
      throttled: stat("cpu/cpu.stat", "nr_throttled"),
    };
  throw new AiError("the container shows no cgroup");
}
