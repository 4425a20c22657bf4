/** Undoes what a killed process left in the folder that is given. */
import "./kill-at-call.mjs";
import { undoUnfinished } from "../../../src/write/journal.ts";

undoUnfinished(process.argv[2]);
