import { ChartError } from "./chart-error.ts";

/** A line of a `.helmignore`. */
interface Rule {
  readonly isNegated: boolean;
  readonly isForFolders: boolean;
  /** Matches a whole path where the pattern has a slash, else the last name in it. */
  readonly isForPaths: boolean;
  readonly pattern: RegExp;
}

/** Whether Helm leaves a file or a folder out. */
export type IsIgnored = (path: string, isFolder: boolean) => boolean;

/** What Helm ignores of its own accord: hidden files among the templates. */
const defaults = "templates/.?*";

/**
 * What a `.helmignore` hides. Its rules look like those of git and are others: a name with a slash is of the whole path,
 * `**` is refused, case counts, and `!a` hides all that is not `a`.
 *
 * @param text - of the file; `undefined` where there is none.
 * @see https://github.com/helm/helm/blob/main/pkg/ignore/rules.go
 * @throws {ChartError} where Helm does not read the chart because of it.
 */
export function helmIgnore(text: string | undefined, name: string): IsIgnored {
  const rules = [...(text ?? "").replace(/^\uFEFF/, "").split("\n"), defaults].flatMap((line) =>
    readRule(line, name),
  );
  return (path, isFolder) => {
    const last = path.slice(path.lastIndexOf("/") + 1);
    return rules.some(({ isNegated, isForFolders, isForPaths, pattern }) => {
      if (isForFolders && !isFolder) return isNegated;
      return pattern.test(isForPaths ? path : last) !== isNegated;
    });
  };
}

function readRule(line: string, name: string): Rule[] {
  const rule = line.trim();
  if (rule === "" || rule.startsWith("#")) return [];
  if (rule.includes("**"))
    throw new ChartError(
      `${name}: Helm refuses "**", found in ${JSON.stringify(rule)}: write the folders out`,
    );
  const isNegated = rule.startsWith("!");
  const rest = isNegated ? rule.slice(1) : rule;
  const isForFolders = rest.endsWith("/");
  const pattern = isForFolders ? rest.slice(0, -1) : rest;
  const source = toRegExp(pattern.replace(/^\//, ""));
  if (source === undefined)
    throw new ChartError(`${name}: Helm refuses the pattern ${JSON.stringify(rule)}: close its brackets`);
  return [{ isNegated, isForFolders, isForPaths: pattern.includes("/"), pattern: compile(source) }];
}

/** Go's `filepath.Match`: `*`, `?`, `[a-z]`, `[^a]` and a backslash, none of which crosses a slash. */
const part =
  /\\(?<escaped>.)|(?<any>\*+)|(?<one>\?)|\[(?<not>\^?)(?<members>(?:\\.|[^\]\\])+)\]|(?<other>[^[\\])/gsuy;

function toRegExp(pattern: string): string | undefined {
  let source = "";
  let end = 0;
  for (const { 0: found, index, groups = {} } of pattern.matchAll(part)) {
    end = index + found.length;
    const { escaped, any, one, not, members, other } = groups;
    if (any !== undefined) source += "[^/]*";
    else if (one !== undefined) source += "[^/]";
    else if (members !== undefined) source += `(?!/)[${not}${members.replaceAll("[", "\\[")}]`;
    else source += (escaped ?? other ?? "").replace(/[\^$\\.*+?()[\]{}|/]/, "\\$&");
  }
  return end === pattern.length ? source : undefined;
}

/** A range from a later to an earlier character holds nothing. */
function compile(source: string): RegExp {
  try {
    return new RegExp(`^(?:${source})$`, "us");
  } catch {
    return /(?!)/;
  }
}
