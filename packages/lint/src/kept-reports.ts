import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { delimiter, join } from "node:path";
import type { ChartFiles } from "./chart/chart-files.ts";
import { rendersNothing } from "./findings/rendered-findings.ts";

import type { LintOptions } from "./lint-options.ts";
import type { LintReport } from "./lint-report.ts";

/** A hash of all that this package was built from; the build puts it here. */
declare const BUILT_FROM: string | undefined;

const builtFrom = typeof BUILT_FROM === "string" ? BUILT_FROM : undefined;

/**
 * The report of a chart, kept from one run to the next under a hash of all that it depends on: every file of the chart,
 * the options, Helm with its version, and this package. One that a time limit cut short is not kept, and none of a chart
 * that Helm did not render: it may have been Helm's fault, and over by now.
 *
 * @param others - files beside the chart's own that are looked at.
 */
export async function keptReport(
  path: string,
  files: ChartFiles,
  others: readonly string[],
  options: LintOptions,
  make: () => Promise<LintReport>,
): Promise<LintReport> {
  const { keepIn, signal } = options;
  if (keepIn === undefined || builtFrom === undefined) return await make();
  const file = join(keepIn, `${keyOf(path, files, others, options)}.json`);
  const kept = read(file);
  if (kept) return kept;
  const report = await make();
  const isWhole = !report.undecided.some((why) => why.includes(rendersNothing));
  if (isWhole && !signal?.aborted) write(file, report);
  return report;
}

function keyOf(
  path: string,
  files: ChartFiles,
  others: readonly string[],
  { helm, helmVersion, kubeVersions, schemas }: LintOptions,
): string {
  const hash = createHash("sha256");
  const add = (content: string | Uint8Array) => hash.update(`${content.length}\n`).update(content);
  const settings = Object.entries(process.env).filter(([name]) => name.startsWith("HELM_"));
  add(
    JSON.stringify([
      builtFrom,
      process.version,
      path,
      helm && helmIdentity(helm),
      // A shim gives another Helm from one folder or day to the next.
      helmVersion,
      kubeVersions,
      schemas,
      settings.sort(),
    ]),
  );
  for (const [name, content] of files) {
    add(name);
    add(content);
  }
  for (const text of others) add(text);
  return hash.digest("hex");
}

/** Which program a command is: its file, and when that was last changed. */
function helmIdentity(command: string): unknown[] {
  const places = /[/\\]/.test(command)
    ? [command]
    : (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, command));
  const found = places.find((place) => existsSync(place));
  // What cannot be told apart is never the same.
  if (found === undefined) return [command, Math.random()];
  const file = realpathSync(found);
  const { size, mtimeMs, ino } = statSync(file);
  return [file, size, mtimeMs, ino];
}

const checksum = (text: string): string => createHash("sha256").update(text).digest("hex");

/** What is kept there; nothing if it is not whole, to the last character, as it was written. */
function read(file: string): LintReport | undefined {
  try {
    const [sum, text = ""] = readFileSync(file, "utf8").split("\n", 2);
    return sum === checksum(text) ? (JSON.parse(text) as LintReport) : undefined;
  } catch {
    return undefined;
  }
}

function write(file: string, report: LintReport): void {
  const temporary = `${file}.${process.pid}`;
  try {
    mkdirSync(join(file, ".."), { recursive: true, mode: 0o700 });
    const text = JSON.stringify(report);
    writeFileSync(temporary, `${checksum(text)}\n${text}`, { mode: 0o600 });
    renameSync(temporary, file);
  } catch {
    // What cannot be kept is found anew.
    rmSync(temporary, { force: true });
  }
}
