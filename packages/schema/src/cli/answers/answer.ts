import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { redactData } from "../../diff/redact-data.ts";
import { redactionOf } from "../../diff/redaction-of.ts";
import { loadConfig } from "../../load/load-config.ts";
import { ModelError } from "../../model/model-error.ts";
import type { Project } from "../../project/define-project.ts";
import { type EvaluateOptions, evaluate } from "../../project/evaluate.ts";
import { OverlayError } from "../../resolve/overlay-error.ts";
import { UsageError } from "../../usage-error.ts";
import { ValuesError } from "../../values-error.ts";
import { journalFolder } from "../../write/journal-folder.ts";
import { extraLayers } from "../layers.ts";
import { answers, type Input } from "./answers.ts";

/** A question, and how long its answer may be. */
export interface Question {
  /** The configuration file, absolute. */
  readonly file: string;
  readonly tool: string;
  readonly input: Input;
  /** Characters of the answer's JSON. */
  readonly longest: number;
}

/** What came of a question: data, or a sentence for each thing that is wrong. No secret of the project is in it. */
export type Answer = { readonly data: object } | { readonly error: string };

/** Loads a project and answers a question about it. Reads only. */
export async function answer({ file, tool, input, longest }: Question): Promise<Answer> {
  const root = dirname(file);
  let redact = (text: string) => text;
  try {
    await untilWritten(root);
    const { project } = await loadConfig(file);
    const options = extraLayers(project, root, { overlays: [], assignments: [] });
    redact = redactionFor(project, input, options);
    const data = await answers[tool]?.({ project, root, options, sources: new Set() }, input);
    const shown = redactData(JSON.parse(JSON.stringify(data)), redact) as object;
    const { length } = JSON.stringify(shown);
    return length <= longest ? { data: shown } : { error: tooLong(length, longest, input) };
  } catch (error) {
    return { error: redact(sentencesOf(error)) };
  }
}

/** How long to wait for another process that is putting files into place, in milliseconds. */
const patience = 5000;

/**
 * Waits until no files are half written.
 *
 * @throws {UsageError} where a process was killed while it wrote: to undo that is not for who only reads.
 */
async function untilWritten(root: string): Promise<void> {
  const journal = join(root, journalFolder, "journal");
  for (const deadline = Date.now() + patience; existsSync(journal); await wait(20))
    if (Date.now() > deadline)
      throw new UsageError(
        "a `chartmodel render` did not end, and its files are half written: run any command of chartmodel, which takes them back",
      );
}

/** Of the environments that are asked about; of all where none is named. What cannot be resolved has nothing to hide yet. */
function redactionFor(
  project: Project,
  { environment, to }: Input,
  options: (environment: string) => EvaluateOptions,
): (text: string) => string {
  const asked = [environment, to].filter((name) => name !== undefined);
  const names = asked.length > 0 ? asked : [...project.environments.keys()];
  const evaluations = names.flatMap((name) =>
    project.environments.has(name) ? [evaluate(project, name, options(name))] : [],
  );
  return redactionOf(project, evaluations);
}

function tooLong(length: number, longest: number, { path, chart }: Input): string {
  const ways = [chart === undefined && "a chart", "a path", path !== undefined && "a longer path"].filter(
    Boolean,
  );
  return `the answer has ${length} characters, and more than ${longest} are not given: ask for less, by ${ways.join(" or ")}`;
}

function sentencesOf(error: unknown): string {
  if (error instanceof ValuesError)
    return error.issues
      .map(({ environment, chart, message, source }) =>
        [environment, chart && `, ${chart}`, ": ", message, source && ` (set in ${source})`]
          .filter(Boolean)
          .join(""),
      )
      .join("\n");
  // The name of what is imported may have been made of anything, too.
  if (error instanceof UsageError && error.cause) return sentencesOf(error.cause);
  if (error instanceof UsageError || error instanceof OverlayError || error instanceof ModelError)
    return error.message;
  return `the configuration fails${placeOf(error)}: \`chartmodel check\` tells with what`;
}

/** Where an error was thrown. What it says may be anything, also a secret. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const frame = /\(?(?:file:\/\/)?(\/[^()\s]+:\d+:\d+)\)?/.exec(error.stack ?? "")?.[1];
  return ` with ${error.constructor.name}${frame ? ` at ${frame}` : ""}`;
}
