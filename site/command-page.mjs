import { spawnSync } from "node:child_process";
import { join } from "node:path";

const program = join(import.meta.dirname, "../packages/schema/bin/chartmodel.cjs");

/** The page of the command: what every verb says of itself. */
export function commandPage() {
  const sections = verbs().map((verb) => `## ${verb}\n\n\`\`\`text\n${helpOf(verb).trimEnd()}\n\`\`\`\n`);
  return `# The command

What \`chartmodel VERB --help\` prints. Data goes to standard output, words to standard error.

${sections.join("\n")}`;
}

/** The verbs that the program has, in the order of its own list. */
export function verbs() {
  return [...helpOf().matchAll(/^ {2}(\S+) {2,}/gm)].map(([, verb]) => verb);
}

/** What `--help` prints, of a verb or of the program. */
export function helpOf(...verb) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, ...verb, "--help"], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`chartmodel ${verb.join(" ")} --help failed: ${stderr}`);
  return stdout;
}
