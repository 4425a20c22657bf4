import type { IssueHelp } from "@chartmodel/json-schema";
import { issueHelp } from "../../issue-help.ts";
import { findConfig } from "../../load/find-config.ts";
import { loadConfig } from "../../load/load-config.ts";
import { UsageError, unknownName } from "../../usage-error.ts";
import { exitCodes, type StandaloneCommand } from "../command.ts";
import { tryLint } from "../load-lint.ts";
import { print } from "../print.ts";

/** `chartmodel why`. */
export const why: StandaloneCommand = {
  summary: "tell what the code of an issue stands for, and what to do",
  usage: `chartmodel why CODE...

CODE is what stands in brackets after an issue: range, value-unused, or the code of a rule of the project.`,
  options: {},
  positionals: Number.POSITIVE_INFINITY,
  async runAlone(_given, codes) {
    if (codes.length === 0) throw new UsageError("name at least one code: chartmodel why required");
    const known: Record<string, IssueHelp> = { ...issueHelp, ...(await tryLint())?.manifestIssueHelp };
    const rules = codes.every((code) => Object.hasOwn(known, code)) ? {} : await ruleDescriptions();
    const texts = codes.map((code) => {
      if (Object.hasOwn(known, code)) return paragraph(code, known[code]);
      if (Object.hasOwn(rules, code)) return `${code}, a rule of the project\n  ${rules[code]}\n`;
      throw unknownName("code", code, [...Object.keys(known), ...Object.keys(rules)]);
    });
    print(texts.join("\n"));
    return exitCodes.fine;
  },
};

function paragraph(code: string, help: IssueHelp | undefined): string {
  return `${code}\n  ${help?.cause}\n  What to do: ${help?.cure}\n`;
}

/** What the rules of the project say, if the folder has one that can be loaded. */
async function ruleDescriptions(): Promise<Record<string, string>> {
  try {
    const { project } = await loadConfig(findConfig(process.cwd()));
    return Object.fromEntries(project.rules.map(({ code, description }) => [code, description]));
  } catch {
    return {};
  }
}
