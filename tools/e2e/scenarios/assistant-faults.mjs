import { isOnPath } from "../../lib/on-path.mjs";
import { expects, withAssistants } from "../assisted-copy.mjs";
import { isUnchanged, stateOf } from "../namespace-state.mjs";
import { Skipped } from "../world.mjs";

export const title =
  "kubectl-ai with a language model that is wrong in every way ends with a sentence, and changes nothing";

const delta = JSON.stringify({ choices: [{ index: 0, delta: { content: "All is" } }] });

/**
 * By what the language model does: its turns, what is said, and variables. After an error of its own kubectl-ai 0.0.28 hangs
 * now and then, and is ended.
 */
const faults = {
  "answers nothing": [[{ say: "" }], /answered nothing/],
  "answers rubbish": [[{ raw: "data: {oops\n\n" }], /broke off/],
  "breaks off": [[{ raw: `data: ${delta}\n\n` }], /answer broke off/],
  "refuses the key": [[{ status: 401 }], /refuses the key/],
  "calls a tool that is not there": [
    [{ call: "sudo", arguments: {} }],
    /tool that it does not have|did not end within/,
  ],
  "calls tools without end": [
    [{ call: "kubectl", arguments: { command: "kubectl get pods", modifies_resource: "no" } }],
    /called tools and gave no answer; it may do so 12 times|did not end within/,
  ],
  "never answers": [[{ hang: true }], /did not end within 5 s/],
  "is not there": [
    [],
    /no language model answers at http:\/\/127\.0\.0\.1:9\/v1/,
    { OPENAI_ENDPOINT: "http://127.0.0.1:9/v1" },
  ],
};

export async function run(world) {
  if (!isOnPath("kubectl-ai")) throw new Skipped("kubectl-ai is not on PATH");
  const { space, note } = world;
  await withAssistants(world, async ({ runAi }) => {
    const before = await stateOf(space);
    for (const [what, [turns, sentence, env]] of Object.entries(faults)) {
      const limit = ["--time-limit", what === "never answers" ? "5" : "60"];
      await runAi(["inspect", "how are the pods?", ...limit], turns, env)
        .then(expects(3, sentence))
        .catch(({ message }) => {
          throw new Error(`${what}: ${message}`);
        });
    }
    await isUnchanged(space, before);
    note(`${Object.keys(faults).length} faults told`);
  });
}
