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

/** A hook of git's names its repository here, which need not be the one that the folder is in. */
const ofThisFolder = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^GIT_(?:DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR)$/.test(name),
  ),
);

/**
 * The files of a folder at a git reference.
 *
 * @throws {UsageError} where there is no git, no repository, or no such commit.
 */
export function gitHistory(folder: string, reference: string): GitHistory {
  const git = (args: readonly string[], encoding: BufferEncoding | "buffer" = "utf8") => {
    const options = { cwd: folder, env: ofThisFolder, encoding: encoding as "utf8", maxBuffer: 1 << 28 };
    const run = spawnSync("git", args, options);
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
  const must = (args: readonly string[]): string => {
    const { status, stdout, stderr } = git(args);
    if (status === 0) return stdout;
    throw new UsageError(`${reference} cannot be read: ${stderr.trim().replace(/^fatal: /, "")}`);
  };
  const list = (path: string): string[] =>
    must(["ls-tree", "-r", "-z", "--name-only", commit, "--", path]).split("\0").filter(Boolean);
  return {
    reference,
    // Asked for first: a file that cannot be read is not one that was not there.
    read: (path) => (list(path).length === 0 ? undefined : must(["show", `${commit}:./${path}`])),
    files: () => list("."),
    extract: (path, into) => {
      const archive = git(["archive", "--format=tar", commit, "--", path], "buffer");
      const unpacked = spawnSync("tar", ["-x", "-C", into], { input: archive.stdout });
      if (archive.status !== 0 || unpacked.status !== 0)
        throw new UsageError(`${path} of ${reference} cannot be read: ${archive.stderr}`.trim());
    },
  };
}
