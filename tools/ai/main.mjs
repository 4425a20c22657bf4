import { parseArgs } from "node:util";
import { root } from "../lib/workspace.mjs";
import { AiError, exitCodes, UsageError } from "./ai-error.mjs";
import { changeCommand } from "./change-command.mjs";
import { factsCommand } from "./facts-command.mjs";
import { kubectlAiCommand } from "./kubectl-ai-command.mjs";
import { readSystem } from "./system.mjs";
import { startTrace } from "./trace.mjs";

const usage = `npm run ai -- COMMAND

  health                 rollouts, pods, restarts, probes, events: facts by plain code, then the agent's view
  resources              use against requests and limits, and a proposal for the model
  performance            DNS and request latency between the services, throttling
  inspect|debug "…"      kubectl-ai, once, as an account that only reads
  scale|deploy "…"       a change of the model, checked, shown, confirmed and deployed

  --env ENVIRONMENT      which one (default local)
  --seconds N            how long use is looked at where no history is kept (default 15)
  --time-limit N         how long a language model may take, in seconds (default 180)
  --yes                  write and deploy a change without a question

Exit code: 0 nothing stands against it, 1 something does, 2 wrong use, 3 what it needs is not there or did not answer.
More: docs/ai-ops.md`;

const commands = {
  health: { run: factsCommand },
  resources: { run: factsCommand },
  performance: { run: factsCommand },
  inspect: { run: kubectlAiCommand, takesSentence: true },
  debug: { run: kubectlAiCommand, takesSentence: true },
  scale: { run: changeCommand, takesSentence: true },
  deploy: { run: changeCommand, takesSentence: true },
};

/**
 * A call of the program. What it finds goes to `print`, what ends it to `printError`.
 *
 * @returns its exit code.
 */
export async function main(args, print, printError) {
  try {
    return await call(args, print);
  } catch (error) {
    if (!(error instanceof AiError)) throw error;
    printError(error.message);
    return error instanceof UsageError ? exitCodes.usage : exitCodes.unavailable;
  }
}

async function call(args, print) {
  if (args.includes("--help") || args.includes("-h")) {
    print(usage);
    return 0;
  }
  const { name, sentence, options } = readArguments(args);
  const system = readSystem(root, options.env);
  const trace = startTrace(root, name, [process.env.OPENAI_API_KEY]);
  trace.note("started", { command: name, sentence, environment: options.env });
  try {
    return await commands[name].run(name, {
      root,
      system,
      trace,
      sentence,
      seconds: countOf(options, "seconds"),
      yes: options.yes,
      timeLimit: countOf(options, "time-limit"),
      print,
    });
  } catch (error) {
    trace.note("failed", { error: error.message });
    if (error instanceof AiError) error.message += `\nTrace: ${trace.path}`;
    throw error;
  }
}

function readArguments(args) {
  try {
    const { values: options, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        env: { type: "string", default: "local" },
        seconds: { type: "string", default: "15" },
        "time-limit": { type: "string", default: "180" },
        yes: { type: "boolean", default: false },
      },
    });
    const [name, ...words] = positionals;
    const sentence = words.join(" ").trim();
    if (!Object.hasOwn(commands, name ?? ""))
      throw new UsageError(`there is no command ${JSON.stringify(name ?? "")}`);
    if (Boolean(sentence) !== Boolean(commands[name].takesSentence))
      throw new UsageError(
        commands[name].takesSentence
          ? `${name} takes a sentence: npm run ai -- ${name} "…"`
          : `${name} takes no sentence`,
      );
    return { name, sentence, options };
  } catch (error) {
    const { message } = error;
    throw new UsageError(
      `${message}. Commands: ${Object.keys(commands).join(", ")}; options: --env, --seconds, --time-limit, --yes`,
    );
  }
}

function countOf(options, name) {
  const count = Number(options[name]);
  if (!Number.isInteger(count) || count < 1 || count > 3600)
    throw new UsageError(
      `--${name}: expected a whole number of seconds from 1 to 3600, found ${JSON.stringify(options[name])}`,
    );
  return count;
}
