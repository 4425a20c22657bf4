import { join } from "node:path";
import { isOnPath } from "../../lib/on-path.mjs";
import { root } from "../../lib/workspace.mjs";
import { assistedCopy, expects } from "../assisted-copy.mjs";
import { documentedCommands, transcripts } from "../transcripts.mjs";

export const title = "npm run ai: every documented command, with a language model that replays a transcript";

export async function run({ space, cluster, command, note }) {
  const { folder, runAi, remove } = await assistedCopy({ space, cluster, command });
  const access = join(folder, "environments", "local", "ai", "access.yaml");
  try {
    await space.kubectl(["apply", "--filename", access]);
    for (const words of documentedCommands(root)) {
      const {
        program,
        turns,
        codes,
        printed,
        options = [],
      } = transcripts.find((transcript) => `${transcript.words}` === `${words}`);
      if (program && !isOnPath(program)) {
        note(`SKIPPED ${words[0]}: ${program} is not on PATH`);
        await runAi(words, turns).then(expects(3, /kubectl-ai is not on PATH/));
      } else await runAi([...words, ...options], turns).then(expects(codes, printed));
    }
  } finally {
    await space.kubectl(["delete", "--ignore-not-found", "--filename", access]);
    remove();
  }
}
