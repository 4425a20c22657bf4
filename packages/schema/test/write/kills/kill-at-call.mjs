/**
 * The first import of a program that is to be killed: counts the calls by which it changes the file system, and at the one
 * that KILL_AT names ends it as `kill -9` does, before the call. Without KILL_AT the number of calls is printed on
 * standard error at the end.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const changing = [
  ...["chmod", "copyFile", "cp", "link", "mkdir", "open", "rename", "rm", "rmdir", "unlink", "writeFile"],
].map((name) => `${name}Sync`);
const last = Number(process.env.KILL_AT ?? Number.POSITIVE_INFINITY);
let calls = 0;

for (const name of changing) {
  const call = fs[name];
  fs[name] = (...args) => {
    calls += 1;
    if (calls === last) process.kill(process.pid, "SIGKILL");
    return call(...args);
  };
}
syncBuiltinESMExports();

if (last === Number.POSITIVE_INFINITY) process.on("exit", () => process.stderr.write(`calls: ${calls}\n`));
