import { say, style } from "./terminal.ts";

/** More codes than this are no line that anybody types. */
const most = 5;

/** Tells how to learn what the codes of issues stand for. */
export function reportCodes(issues: readonly { readonly code: string }[]): void {
  const codes = [...new Set(issues.map(({ code }) => code))].slice(0, most);
  if (codes.length > 0) say(style("dim", `what it means, and what to do: chartmodel why ${codes.join(" ")}`));
}
