import { spawnSync } from "node:child_process";

/** Whether a process runs. One that has ended may be kept as a zombie by who has to look after it. */
export function isRunning(id: string): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", id], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.startsWith("Z");
}
