/** Looks at a deployed environment, and changes it through its model: `npm run ai -- --help` tells how. */
import { parseArgs } from "node:util";
import { AiError, exitCodes, UsageError } from "./ai/ai-error.mjs";
import { changeCommand } from "./ai/change-command.mjs";
import { factsCommand } from "./ai/facts-command.mjs";
import { kubectlAiCommand } from "./ai/kubectl-ai-command.mjs";
import { readSystem } from "./ai/system.mjs";
import { startTrace } from "./ai/trace.mjs";
import { root } from "./lib/workspace.mjs";

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

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof AiError)) throw error;
  console.error(error.message);
  process.exitCode = error instanceof UsageError ? exitCodes.usage : exitCodes.unavailable;
}

async function main(args) {
  if (args.includes("--help") || args.includes("-h")) {
    console.log(usage);
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
      print: (text) => console.log(text),
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
