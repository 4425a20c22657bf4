import { spawnSync } from "node:child_process";
import { UsageError } from "../usage-error.ts";

/** Files as they were at a commit. Paths are from the folder. */
export interface GitHistory {
  /** The commit, branch or tag, as it was given. */
  readonly reference: string;
  /** The content of a file; `undefined` where there was none. */
  readonly read: (path: string) => string | undefined;
  readonly files: () => readonly string[];
  /** Writes a folder as it was into another, below the same path. */
  readonly extract: (path: string, into: string) => void;
}

/**
 * The files of a folder at a git reference.
 *
 * @throws {UsageError} where there is no git, no repository, or no such commit.
 */
export function gitHistory(folder: string, reference: string): GitHistory {
  const git = (args: readonly string[], encoding: BufferEncoding | "buffer" = "utf8") => {
    const run = spawnSync("git", args, { cwd: folder, encoding: encoding as "utf8", maxBuffer: 1 << 28 });
    if (run.error) throw new UsageError(`git cannot be run: ${run.error.message}`);
    return run;
  };
  // Named with --end-of-options, a reference cannot be taken for an option of git's.
  const found = git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${reference}^{commit}`]);
  if (found.status !== 0) {
    const reason =
      found.stderr.trim() || `there is no commit ${JSON.stringify(reference)} in this repository`;
    throw new UsageError(reason.replace(/^fatal: /, ""));
  }
  const commit = found.stdout.trim();
  return {
    reference,
    read: (path) => {
      const { status, stdout } = git(["show", `${commit}:./${path}`]);
      return status === 0 ? stdout : undefined;
    },
    files: () => git(["ls-tree", "-r", "-z", "--name-only", commit]).stdout.split("\0").filter(Boolean),
    extract: (path, into) => {
      const archive = git(["archive", "--format=tar", commit, "--", path], "buffer");
      const unpacked = spawnSync("tar", ["-x", "-C", into], { input: archive.stdout });
      if (archive.status !== 0 || unpacked.status !== 0)
        throw new UsageError(`${path} of ${reference} cannot be read: ${archive.stderr}`.trim());
    },
  };
}
