import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { isRecord } from "@chartmodel/json-schema";
import packageFacts from "../../package.json" with { type: "json" };
import { UsageError } from "../usage-error.ts";
import { provenancePath } from "./provenance-path.ts";

/** What a set of files was made from. */
export interface Making {
  readonly project: string;
  /** Folder of the configuration, absolute. */
  readonly root: string;
  /** Files that were read, absolute. */
  readonly sources: Iterable<string>;
  /** Paths that `--set` set: their values may be secrets. */
  readonly assigned: readonly string[];
  /** Every file that was made, by its path from the folder. */
  readonly outputs: ReadonlyMap<string, string>;
}

/**
 * An in-toto statement with SLSA provenance, which tools such as cosign sign: the outputs' hashes, and the git commit,
 * the files and the versions that they were made from. It holds no time, so that the same inputs give the same text.
 *
 * @see https://slsa.dev/spec/v1.0/provenance
 */
export function provenance({ project, root, sources, assigned, outputs }: Making): string {
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
        externalParameters: { project, set: assigned },
        resolvedDependencies: [...commitOf(root), ...inputs.sort((a, b) => compare(a.uri, b.uri))],
      },
      runDetails: {
        builder: {
          id: packageFacts.name,
          version: { [packageFacts.name]: packageFacts.version, node: process.version.slice(1) },
        },
      },
    },
  };
  return `${JSON.stringify(statement, undefined, 2)}\n`;
}

/**
 * What is no more as the provenance says, a sentence for each file.
 *
 * @param made - paths of all files that the project makes: of each the provenance must tell.
 * @throws {UsageError} where there is no provenance, or it cannot be read.
 */
export function provenanceFaults(root: string, made: Iterable<string>): string[] {
  const file = resolve(root, provenancePath);
  if (!isFile(file))
    throw new UsageError(`there is no ${provenancePath}: run \`chartmodel render --attest\``);
  const { outputs, inputs } = readStatement(readFileSync(file, "utf8"));
  const unnamed = [...made].filter((path) => !outputs.has(path));
  return [
    ...unnamed.map((path) => `${path} is not named in ${provenancePath}: run \`chartmodel render --attest\``),
    ...faults(root, outputs, "was edited: its content is not what was rendered"),
    ...faults(root, inputs, "is another than the files were rendered from: run `chartmodel render --attest`"),
  ];
}

function faults(root: string, hashes: ReadonlyMap<string, string>, edited: string): string[] {
  return [...hashes].flatMap(([path, hash]) => {
    const file = resolve(root, path);
    if (!isFile(file)) return [`${path} is missing`];
    return sha256(readFileSync(file)) === hash ? [] : [`${path} ${edited}`];
  });
}

function readStatement(text: string) {
  try {
    const { subject, predicate } = JSON.parse(text);
    return {
      outputs: hashesOf(subject, "name"),
      inputs: hashesOf(predicate.buildDefinition.resolvedDependencies, "uri"),
    };
  } catch {
    throw new UsageError(`${provenancePath} cannot be read: run \`chartmodel render --attest\``);
  }
}

/** A pipe in a file's place may never be written. */
const isFile = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFile() === true;

/** The hash of each file; a git commit has one of another kind. */
function hashesOf(entries: readonly unknown[], key: "name" | "uri"): ReadonlyMap<string, string> {
  return new Map(
    entries.flatMap((entry): [string, string][] => {
      if (!isRecord(entry) || !isRecord(entry["digest"])) throw new TypeError("no hash");
      const { sha256: hash, gitCommit } = entry["digest"];
      if (typeof hash === "string") return [[String(entry[key]), hash]];
      if (key === "uri" && typeof gitCommit === "string") return [];
      throw new TypeError("no hash");
    }),
  );
}

/** The commit, and whether files of the repository are not as in it; nothing outside of a repository. */
function commitOf(root: string) {
  const git = (...args: string[]) => spawnSync("git", args, { cwd: root, encoding: "utf8" });
  const head = git("rev-parse", "--verify", "--quiet", "HEAD");
  return head.status === 0 ? [{ uri: "git", digest: { gitCommit: head.stdout.trim() } }] : [];
}

function sha256(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

/** By code units: the order must not depend on the locale. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
