import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { runGit } from "../run-git.ts";
import { UsageError } from "../usage-error.ts";

/** Files as they were at a commit. Paths are from the folder. */
export interface GitHistory {
  /** The commit, branch or tag, as it was given. */
  readonly reference: string;
  /** The content of a file; `undefined` where there was none. */
  readonly read: (path: string) => string | undefined;
  readonly files: () => readonly string[];
  /** Writes what a folder held into another. */
  readonly extract: (path: string, into: string) => void;
}

/**
 * The files of a folder at a git reference.
 *
 * @throws {UsageError} where there is no git, no repository, or no such commit.
 */
export function gitHistory(folder: string, reference: string): GitHistory {
  const git = (...args: readonly string[]) => {
    const run = runGit(folder, args);
    if (run.error) throw new UsageError(`git cannot be run: ${run.error.message}`);
    return { ...run, stderr: run.stderr.toString() };
  };
  // Named with --end-of-options, a reference cannot be taken for an option of git's.
  const found = git("rev-parse", "--verify", "--quiet", "--end-of-options", `${reference}^{commit}`);
  if (found.status !== 0) {
    const reason =
      found.stderr.trim() || `there is no commit ${JSON.stringify(reference)} in this repository`;
    throw new UsageError(reason.replace(/^fatal: /, ""));
  }
  const commit = found.stdout.toString().trim();
  const must = (...args: readonly string[]): Buffer => {
    const { status, stdout, stderr } = git(...args);
    if (status === 0) return stdout;
    throw new UsageError(`${reference} cannot be read: ${stderr.trim().replace(/^fatal: /, "")}`);
  };
  const content = (path: string): Buffer => must("show", `${commit}:./${path}`);
  /** Files and links; what another repository holds is not here. */
  const list = (path: string): { path: string; isLink: boolean }[] =>
    must("ls-tree", "-r", "-z", commit, "--", path)
      .toString()
      .split("\0")
      .flatMap((line) => {
        const [, mode, file] = /^(\d+) blob \S+\t(.*)$/s.exec(line) ?? [];
        return file === undefined ? [] : [{ path: file, isLink: mode === "120000" }];
      });
  return {
    reference,
    // Asked for first: a file that cannot be read is not one that was not there.
    read: (path) => (list(path).length === 0 ? undefined : content(path).toString()),
    files: () => list(".").map((file) => file.path),
    // Not by `git archive`, from which .gitattributes may keep files.
    extract: (path, into) => {
      for (const file of list(path)) {
        const target = join(into, posix.relative(path, file.path));
        mkdirSync(dirname(target), { recursive: true });
        if (file.isLink) symlinkSync(content(file.path).toString(), target);
        else writeFileSync(target, content(file.path));
      }
    },
  };
}
