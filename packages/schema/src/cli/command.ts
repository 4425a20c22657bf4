import type { ParseArgsConfig } from "node:util";
import type { Project } from "../project/define-project.ts";
import type { EvaluateOptions } from "../project/evaluate.ts";
import type { Layer } from "../resolve/layer.ts";

/** What a command works on. */
export interface CommandContext {
  readonly project: Project;
  /** Folder of the configuration file: output paths start there. */
  readonly root: string;
  /** Layers beside an environment's own: its overlay, or what is proposed in its place, `--overlay`, `--set`. */
  readonly options: (environment: string, proposed?: Layer) => EvaluateOptions;
  /** Every file that was read for the project so far, absolute: its modules, overlays, and what those import. */
  readonly sources: ReadonlySet<string>;
}

/** Exit codes of the program. */
export const exitCodes = { fine: 0, issues: 1, misuse: 2, endedEarly: 3 } as const;

/** Options as `node:util` parsed them. */
export type OptionValues = Readonly<
  Record<string, string | boolean | readonly (string | boolean)[] | undefined>
>;

/** What every verb of the program says of itself. */
interface Verb {
  /** One line for the list of verbs. */
  readonly summary: string;
  /** What `--help` prints below the summary. */
  readonly usage: string;
  readonly options: NonNullable<ParseArgsConfig["options"]>;
  /** Most positional arguments. @default 0 */
  readonly positionals?: number;
}

/** A verb that needs no project. */
export interface StandaloneCommand extends Verb {
  /** Does the work and gives the exit code. */
  readonly runAlone: (values: OptionValues, positionals: readonly string[]) => Promise<number>;
}

/** A verb that works on a project. */
export interface Command extends Verb {
  /** Does the work and gives the exit code. */
  readonly run: (
    context: CommandContext,
    values: OptionValues,
    positionals: readonly string[],
  ) => number | Promise<number>;
}
