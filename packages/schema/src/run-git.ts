import { spawnSync } from "node:child_process";

/** What names a repository, as git's hooks do: it need not be the one that a folder is in (`git rev-parse --local-env-vars`). */
const ofAnotherRepository =
  /^GIT_(?:(?:COMMON_)?DIR|WORK_TREE|IMPLICIT_WORK_TREE|INDEX_FILE|PREFIX|(?:ALTERNATE_)?OBJECT_DIRECTOR(?:Y|IES)|NAMESPACE|SHALLOW_FILE|GRAFT_FILE|REPLACE_REF_BASE|(?:NO)?GLOB_PATHSPECS|(?:LITERAL|ICASE)_PATHSPECS)$/;

/** Runs git in the repository that a folder is in; `error` says why it cannot be run. */
export function runGit(folder: string, args: readonly string[]) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !ofAnotherRepository.test(name)),
  );
  return spawnSync("git", args, { cwd: folder, env, maxBuffer: 1 << 28 });
}
