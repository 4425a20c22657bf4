/** A process that answers one question and ends. It reads the question from its parent, and says nothing elsewhere. */
import type { Question } from "./cli/answers/answer.ts";
import { endWithParent } from "./cli/answers/end-with-parent.ts";
import { keepCompiledCode } from "./cli/keep-compiled-code.ts";

process.once("message", async ({ time, ...question }: Question & { time: number }) => {
  const guarded = endWithParent(time);
  const folder = keepCompiledCode();
  // Loaded only now, so that they are kept too.
  const { keptCode } = await import("./kept-code/kept-code.ts");
  keptCode.folder = folder;
  const { answer } = await import("./cli/commands/others.ts");
  await guarded;
  const result = await answer(question);
  // That a process has ended may be known before what it sent: the parent ends this one.
  process.once("disconnect", () => process.exit());
  process.send?.(result);
});
