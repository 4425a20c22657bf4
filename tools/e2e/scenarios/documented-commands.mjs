import { isOnPath } from "../../lib/on-path.mjs";
import { root } from "../../lib/workspace.mjs";
import { expects, withAssistants } from "../assisted-copy.mjs";
import { documentedCommands, transcripts } from "../transcripts.mjs";

export const title = "npm run ai: every documented command, with a language model that replays a transcript";

export async function run(world) {
  await withAssistants(world, async ({ runAi }) => {
    for (const words of documentedCommands(root)) {
      const {
        program,
        turns,
        codes,
        printed,
        options = [],
      } = transcripts.find((transcript) => `${transcript.words}` === `${words}`);
      if (program && !isOnPath(program)) {
        world.note(`SKIPPED ${words[0]}: ${program} is not on PATH`);
        await runAi(words, turns).then(expects(3, /kubectl-ai is not on PATH/));
      } else await runAi([...words, ...options], turns).then(expects(codes, printed));
    }
  });
}
