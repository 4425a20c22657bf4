/** Writes one set of files into the folder that is given: some are new, some change, one goes. */
import "./kill-at-call.mjs";
import { FileTransaction } from "../../../src/write/file-transaction.ts";
import { after, before } from "./states.mjs";

const files = new FileTransaction(process.argv[2]);
for (const [path, content] of Object.entries(after)) files.stage(path, content);
for (const path of Object.keys(before)) if (!(path in after)) files.remove(path);
files.commit();
files.close();
