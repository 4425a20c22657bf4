import type { Undone } from "../write/undo.ts";
import { count, say, style } from "./terminal.ts";

/** Tells what became of the files that a killed process was writing. */
export function reportUndone(undone: Undone | undefined): void {
  if (!undone) return;
  say(
    style(
      "yellow",
      `a \`chartmodel render\` did not end: what it had written was taken back (${count(undone.steps.length, "step")})`,
    ),
  );
  for (const path of undone.kept)
    say(style("yellow", `  left as it is, since somebody has changed it: ${path}`));
}
