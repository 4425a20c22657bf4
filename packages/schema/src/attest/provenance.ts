import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { isRecord } from "@chartmodel/json-schema";
import packageFacts from "../../package.json" with { type: "json" };
import { firstDifferentLine } from "../first-different-line.ts";
import { runGit } from "../run-git.ts";
import { UsageError } from "../usage-error.ts";
import { provenancePath } from "./provenance-path.ts";

/** What a set of files was made from. */
export interface Making {
  readonly project: string;
  /** Folder of the configuration, absolute. */
  readonly root: string;
  /** Files that were read, absolute. */
  readonly sources: Iterable<string>;
  /** What `--set` set, as PATH=VALUE: only the paths are told, since a value may be a secret. */
  readonly assignments: readonly string[];
  /** Every file that was made, by its path from the folder. */
  readonly outputs: ReadonlyMap<string, string>;
}

/**
 * An in-toto statement with SLSA provenance, which tools such as cosign sign: the outputs' hashes, and the git commit,
 * the files and the versions that they were made from. It holds no time, so that the same inputs give the same text.
 *
 * @see https://slsa.dev/spec/v1.0/provenance
 */
export function provenance(making: Making): string {
  return textOf(making, commitOf(making.root), ownVersions);
}

const ownVersions: Versions = {
  [packageFacts.name]: packageFacts.version,
  node: process.version.slice(1),
};

function textOf(
  { project, root, sources, assignments, outputs }: Making,
  commit: Entry[],
  versions: Versions,
) {
  const inputs = [...new Set(sources)].map((file) => ({
    uri: relative(root, file).split(sep).join("/"),
    digest: { sha256: sha256(readFileSync(file)) },
  }));
  const statement = {
    _type: "https://in-toto.io/Statement/v1",
    subject: [...outputs]
      .map(([name, content]) => ({ name, digest: { sha256: sha256(content) } }))
      .sort((a, b) => compare(a.name, b.name)),
    predicateType: "https://slsa.dev/provenance/v1",
    predicate: {
      buildDefinition: {
        buildType: `${packageFacts.name}/render`,
        externalParameters: { project, set: assignments.map((text) => text.split("=", 1)[0]) },
        resolvedDependencies: [...commit, ...inputs.sort((a, b) => compare(a.uri, b.uri))],
      },
      runDetails: { builder: { id: packageFacts.name, version: versions } },
    },
  };
  return `${JSON.stringify(statement, undefined, 2)}\n`;
}

/**
 * What is not as the provenance says, or would not be said by one that were made now, a sentence for each. The git
 * commit and the versions may be others; whether they are true is not known.
 *
 * @throws {UsageError} where there is no provenance, or it cannot be read.
 */
export function provenanceFaults(making: Making): string[] {
  const { root } = making;
  const file = resolve(root, provenancePath);
  if (!isFile(file))
    throw new UsageError(`there is no ${provenancePath}: run \`chartmodel render --attest\``);
  const text = readFileSync(file, "utf8");
  const { commit, versions, ...said } = readStatement(text);
  const expected = textOf(making, commit, versions);
  const made = readStatement(expected);
  const faults = [
    ...filesFaults(root, said.outputs, made.outputs, {
      unknown: "although nothing makes it",
      edited: "was edited: its content is not what was rendered",
    }),
    ...filesFaults(root, said.inputs, made.inputs, {
      unknown: "although the project does not read it",
      edited: `is another than the files were rendered from: ${again}`,
    }),
  ];
  if (faults.length > 0 || text === expected) return faults;
  return [
    `${provenancePath} is from line ${firstDifferentLine(text, expected)} not what \`chartmodel render --attest\` writes`,
  ];
}

const again = "run `chartmodel render --attest`";

function filesFaults(
  root: string,
  said: Hashes,
  made: Hashes,
  { unknown, edited }: { unknown: string; edited: string },
): string[] {
  const faultOf = (path: string, hash: string | undefined): string | undefined => {
    if (hash === undefined) return `is not named in ${provenancePath}: ${again}`;
    if (!made.has(path)) return `is named in ${provenancePath} ${unknown}: ${again}`;
    const file = resolve(root, path);
    if (!isFile(file)) return "is missing";
    if (sha256(readFileSync(file)) !== hash) return edited;
    return made.get(path) === hash ? undefined : `is not what is rendered now: ${again}`;
  };
  return [...new Set([...made.keys(), ...said.keys()])].flatMap((path) => {
    const fault = faultOf(path, said.get(path));
    return fault === undefined ? [] : [`${path} ${fault}`];
  });
}

interface Entry {
  readonly uri: string;
  readonly digest: Readonly<Record<string, string>>;
}

type Versions = Readonly<Record<string, string>>;
type Hashes = ReadonlyMap<string, string>;

function readStatement(text: string) {
  try {
    const { subject, predicate } = JSON.parse(text);
    const { resolvedDependencies } = predicate.buildDefinition;
    return {
      outputs: hashesOf(subject, "name"),
      inputs: hashesOf(resolvedDependencies, "uri"),
      commit: resolvedDependencies
        .filter(isCommit)
        .slice(0, 1)
        .map(({ digest }: Entry) => commitEntry(digest["gitCommit"] as string)),
      versions: versionsOf(predicate.runDetails.builder.version),
    };
  } catch {
    throw new UsageError(`${provenancePath} cannot be read: ${again}`);
  }
}

/** Those of the makers then, where they are such. */
function versionsOf(said: unknown): Versions {
  if (!isRecord(said)) return ownVersions;
  const isVersion = (maker: string) => /^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(String(said[maker]));
  const makers = Object.keys(ownVersions);
  return makers.every(isVersion)
    ? Object.fromEntries(makers.map((maker) => [maker, said[maker] as string]))
    : ownVersions;
}

/** A pipe in a file's place may never be written. */
const isFile = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFile() === true;

/** The hash of each file; a git commit has one of another kind. */
function hashesOf(entries: readonly unknown[], key: "name" | "uri"): Hashes {
  return new Map(
    entries.flatMap((entry): [string, string][] => {
      if (key === "uri" && isCommit(entry)) return [];
      if (!isRecord(entry) || !isRecord(entry["digest"])) throw new TypeError("no hash");
      const { sha256: hash } = entry["digest"];
      if (typeof hash !== "string") throw new TypeError("no hash");
      return [[String(entry[key]), hash]];
    }),
  );
}

const isCommit = (entry: unknown): entry is Entry =>
  isRecord(entry) &&
  entry["uri"] === "git" &&
  isRecord(entry["digest"]) &&
  /^[0-9a-f]{40,64}$/.test(String(entry["digest"]["gitCommit"]));

/** The commit; nothing outside of a repository. */
function commitOf(root: string): Entry[] {
  const head = runGit(root, ["rev-parse", "--verify", "--quiet", "HEAD"]);
  return head.status === 0 ? [commitEntry(head.stdout.toString().trim())] : [];
}

const commitEntry = (gitCommit: string): Entry => ({ uri: "git", digest: { gitCommit } });

function sha256(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

/** By code units: the order must not depend on the locale. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
