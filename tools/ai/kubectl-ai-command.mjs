import { existsSync, mkdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { findKubectl } from "../helm.mjs";
import { findOnPath } from "../lib/on-path.mjs";
import { accountKubeconfig } from "./account-kubeconfig.mjs";
import { AiError, exitCodes } from "./ai-error.mjs";
import { connectCluster } from "./cluster.mjs";
import { languageModel } from "./language-model.mjs";
import { relayTo } from "./model-relay.mjs";
import { redaction } from "./redaction.mjs";
import { runLimited } from "./run-limited.mjs";
import { assistantFolder } from "./system.mjs";

/** How often the language model may call a tool before it has to answer. */
const rounds = 12;

/** More than this is no answer for people, in characters. */
const longest = 20_000;

const instructions = {
  inspect: "Look, and answer in a few sentences",
  debug: "Find the cause of the trouble, with what shows it, and say what to change in the model",
};

/**
 * `inspect` and `debug`: runs kubectl-ai once, as the viewer. It gets the viewer's kubeconfig and a home of its own, so that
 * the caller's is not found by default.
 *
 * @returns an exit code.
 */
export async function kubectlAiCommand(command, { root, system, sentence, trace, timeLimit, print }) {
  const program = findOnPath("kubectl-ai");
  if (!program)
    throw new AiError(
      "kubectl-ai is not on PATH: see docs/ai-ops.md. `npm run ai -- health` needs no language model",
    );
  const folder = join(root, assistantFolder(system.environment));
  if (!existsSync(join(folder, "access.yaml")))
    throw new AiError(
      `${system.environment} has no assistants: turn ai.enabled on in its model, then: npm run render`,
    );
  const model = languageModel(system);
  const cluster = await connectCluster(system);
  const [service] = system.services;
  const viewer = await accountKubeconfig(cluster.kubectl, system.viewer, service.namespace).catch((error) => {
    throw new AiError(
      `there is no viewer to work as: ${error.message}. Make it: kubectl --context ${system.context} apply --filename ${assistantFolder(system.environment)}/access.yaml`,
    );
  });
  const relay = await relayTo(model);
  try {
    const home = join(viewer.folder, "home");
    mkdirSync(home);
    const answer = await runLimited(
      program,
      argumentsOf(folder, viewer, model, `${instructions[command]}: ${sentence}`),
      {
        seconds: timeLimit,
        cwd: home,
        env: environmentOf(viewer, home, relay),
        signal: relay.failed,
      },
    );
    trace.note("kubectl-ai", answer);
    relay.failed.throwIfAborted();
    print(answerOf(answer, timeLimit, redaction([model.key])));
    return exitCodes.fine;
  } finally {
    relay.close();
    viewer.remove();
  }
}

const argumentsOf = (folder, viewer, { name }, task) => [
  "--quiet",
  "--llm-provider=openai",
  `--model=${name}`,
  `--kubeconfig=${viewer.file}`,
  `--max-iterations=${rounds}`,
  `--extra-prompt-paths=${join(folder, "kubectl-ai-prompt.md")}`,
  `--trace-path=${join(viewer.folder, "trace.txt")}`,
  "--",
  task,
];

/** Nothing of the caller's environment but where programs are: no credentials, and a key for this run alone. */
function environmentOf(viewer, home, { endpoint, key }) {
  const kubectl = findKubectl();
  const path = kubectl.includes("/")
    ? `${dirname(kubectl)}${delimiter}${process.env.PATH}`
    : process.env.PATH;
  return {
    PATH: path,
    HOME: home,
    XDG_CONFIG_HOME: join(home, ".config"),
    TMPDIR: viewer.folder,
    TERM: "dumb",
    // What it starts finds the cluster by nothing else.
    KUBECONFIG: viewer.file,
    OPENAI_API_KEY: key,
    OPENAI_ENDPOINT: endpoint,
  };
}

/**
 * What it says, without the lines that tell of commands it ran.
 *
 * @throws {AiError} where that is no answer; its exit code is 0 for some of these.
 */
export function answerOf({ code, stdout, stderr, timedOut }, seconds, redact) {
  if (timedOut)
    throw new AiError(`kubectl-ai did not end within ${seconds} s: it was ended, and nothing was changed`);
  // Its help follows an error.
  const [complaint] = /^Error: .*/m.exec(redact(stderr)) ?? [];
  if (code !== 0) throw new AiError(faultOf(complaint ?? `it ended with ${code}`));
  const text = stripVTControlCharacters(redact(stdout))
    .replaceAll(/[^\P{Cc}\n\t]/gu, "")
    .trim();
  // That it gives up it says by chance.
  const answer = text.replaceAll(/^\s*(?:Running: .*|Maximum number of iterations reached\.)$/gm, "").trim();
  if (answer === "" && text !== "")
    throw new AiError(`the language model called tools and gave no answer; it may do so ${rounds} times`);
  if (answer === "" || /^Empty response from LLM/m.test(answer))
    throw new AiError("the language model answered nothing");
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function faultOf(complaint) {
  if (/RunOnce mode cannot handle permission/.test(complaint))
    return "the language model wanted to change the cluster, or what may change it, which is not done here: nothing was changed";
  if (/\b40[13]\b|invalid.api.key/i.test(complaint))
    return "the language model refuses the key (OPENAI_API_KEY): set the right one";
  if (/tool .* not recognized/.test(complaint))
    return "the language model called a tool that it does not have: nothing was done";
  return `kubectl-ai: ${complaint.replace(/^Error: (running UI: )?/, "")}`;
}
