/** Takes the lock of a folder, holds it for so many milliseconds, and says when in a file: FOLDER FILE MILLISECONDS */
import { appendFileSync } from "node:fs";
import { lock } from "../../../src/write/lock.ts";

const [folder, file, milliseconds] = process.argv.slice(2);
const release = lock(folder);
appendFileSync(file, "taken\n");
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(milliseconds));
appendFileSync(file, "released\n");
release();
