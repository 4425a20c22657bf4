import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { nearest } from "@chartmodel/json-schema";
import { keptCode } from "../kept-code/kept-code.ts";
import { configAbove, findConfig } from "../load/find-config.ts";
import { loadConfig } from "../load/load-config.ts";
import { evaluate } from "../project/evaluate.ts";
import { withSources } from "../project/with-sources.ts";
import { UsageError, unknownName } from "../usage-error.ts";
import { ValuesError } from "../values-error.ts";
import { undoUnfinished } from "../write/journal.ts";
import { type Command, exitCodes, type OptionValues, type StandaloneCommand } from "./command.ts";
import { render } from "./commands/render.ts";
import { values } from "./commands/values.ts";
import { extraLayers } from "./layers.ts";
import { reportError } from "./report-error.ts";
import { reportUndone } from "./report-undone.ts";

const watch: Command = {
  summary: "render again on every change of the model",
  usage:
    "chartmodel watch\n\nStops with Ctrl-C. A model that is wrong is reported, and nothing is written until it is mended.",
  options: {},
  run: () => exitCodes.fine,
};

/** What some verbs need takes longer to load than others to run. */
const others = () => import("./commands/others.ts");

const commands: Readonly<Record<string, () => Promise<Command | StandaloneCommand>>> = {
  render: async () => render,
  check: async () => (await others()).check,
  values: async () => values,
  schema: async () => (await others()).schema,
  explain: async () => (await others()).explain,
  diff: async () => (await others()).diff,
  propose: async () => (await others()).propose,
  "schema-diff": async () => (await others()).schemaDiff,
  mcp: async () => (await others()).mcp,
  watch: async () => watch,
  lint: async () => (await others()).lint,
  why: async () => (await others()).why,
  init: async () => (await others()).init,
};

const commonOptions = {
  config: { type: "string" },
  overlay: { type: "string", multiple: true },
  set: { type: "string", multiple: true },
  help: { type: "boolean", short: "h" },
} as const;

const commonUsage = `
  --config FILE      the configuration or its folder; else chartmodel.config.{ts,mts,js,mjs} here or above
  --overlay FILE     YAML, JSON or Jsonnet over the environment's values; may be repeated
  --set PATH=VALUE   one value over all others; may be repeated
`;

/** Of the verbs that say none of their own. */
const commonExitCodes = `
Exit code: 0 fine, 1 issues found, 2 wrong use.
`;

/**
 * Runs the program and gives its exit code.
 *
 * @param keepIn - folder of the code that is made of models. @default none is kept
 */
export async function main(argv: readonly string[], keepIn?: string): Promise<number> {
  keptCode.folder = keepIn;
  let root = process.cwd();
  try {
    const [verb, ...rest] = argv;
    if (verb === undefined || verb === "--help" || verb === "-h" || verb === "help")
      return await overview(verb === undefined);
    const load = Object.hasOwn(commands, verb) ? commands[verb] : undefined;
    if (!load) throw unknownName("command", verb, Object.keys(commands));
    const command = await load();
    const { given, positionals } = parse(command, rest);
    if (given["help"]) {
      const shared = "runAlone" in command ? "" : commonUsage;
      const codes = command.usage.includes("Exit code:") ? "" : commonExitCodes;
      process.stdout.write(`${command.summary}\n\n${command.usage}\n${shared}${codes}`);
      return exitCodes.fine;
    }
    if ("runAlone" in command) {
      const above = configAbove(root);
      if (above) reportUndone(undoUnfinished(dirname(above)));
      return await command.runAlone(given, positionals);
    }
    const file = findConfig(root, given["config"] as string | undefined);
    root = dirname(file);
    reportUndone(undoUnfinished(root));
    const layers = { overlays: list(given["overlay"]), assignments: list(given["set"]) };
    if (command === watch) {
      const { watchProject } = await others();
      return await watchProject(file, root, layers);
    }
    const sources = new Set([file]);
    const { project } = await loadConfig(file, sources);
    const options = extraLayers(project, root, layers, sources);
    try {
      return await command.run({ project, root, options, sources }, given, positionals);
    } catch (error) {
      if (!(error instanceof ValuesError)) throw error;
      const names = new Set(error.issues.map(({ environment }) => environment));
      const issues = [...names].flatMap((name) => {
        const { issues, resolved } = evaluate(project, name, options(name));
        return withSources(issues, resolved, root);
      });
      // Issues that only an output has are not found by evaluating its environment again.
      throw issues.length > 0 ? new ValuesError(issues) : error;
    }
  } catch (error) {
    return reportError(error);
  }
}

function parse(
  command: Command | StandaloneCommand,
  args: readonly string[],
): { given: OptionValues; positionals: readonly string[] } {
  const options = "runAlone" in command ? { help: commonOptions.help } : commonOptions;
  const known = { ...command.options, ...options };
  try {
    const { values: given, positionals } = parseArgs({
      args: [...args],
      options: known,
      allowPositionals: true,
    });
    const extra = positionals[command.positionals ?? 0];
    // Beside --set it may be a value that got away from its path, and nobody should see.
    if (extra !== undefined)
      throw new UsageError(
        (given as OptionValues)["set"]
          ? "unexpected argument: --set takes PATH=VALUE as one, with quotes around what has spaces"
          : `unexpected argument ${JSON.stringify(extra)}`,
      );
    return { given: given as OptionValues, positionals };
  } catch (error) {
    const message = unknownOption(error, Object.keys(known)) ?? (error as Error).message;
    throw new UsageError(`${message}\n\n${command.usage}`);
  }
}

/** A sentence with the nearest option, where Node's own speaks of arguments that start with a dash. */
function unknownOption(error: unknown, known: readonly string[]): string | undefined {
  if ((error as NodeJS.ErrnoException).code !== "ERR_PARSE_ARGS_UNKNOWN_OPTION") return undefined;
  const [, name] = /^Unknown option '--([^']+)'/.exec((error as Error).message) ?? [];
  if (name === undefined) return undefined;
  const meant = nearest(name, known);
  return `there is no option --${name}${meant === undefined ? "" : `; did you mean --${meant}?`}`;
}

function list(value: OptionValues[string]): string[] {
  return (value ?? []) as string[];
}

async function overview(misused: boolean): Promise<number> {
  const loaded = Object.entries(commands).map(async ([name, load]) => ({ name, ...(await load()) }));
  const verbs = (await Promise.all(loaded)).map(({ name, summary }) => `  ${name.padEnd(12)} ${summary}`);
  const text = `chartmodel: values.yaml and values.schema.json of Helm charts from one typed model\n\n${verbs.join("\n")}\n\nchartmodel VERB --help tells more.\n`;
  (misused ? process.stderr : process.stdout).write(text);
  return misused ? exitCodes.misuse : exitCodes.fine;
}
