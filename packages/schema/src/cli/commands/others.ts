/**
 * The verbs that are not in a hurry, in one: were each loaded by itself, what they share would be bundled into so many
 * files that finding these took longer than loading everything.
 */
export { answer } from "../answers/answer.ts";
export { check } from "./check.ts";
export { diff } from "./diff.ts";
export { explain } from "./explain.ts";
export { init } from "./init.ts";
export { lint } from "./lint.ts";
export { mcp } from "./mcp.ts";
export { propose } from "./propose.ts";
export { schema } from "./schema.ts";
export { schemaDiff } from "./schema-diff.ts";
export { watchProject } from "./watch.ts";
export { why } from "./why.ts";
