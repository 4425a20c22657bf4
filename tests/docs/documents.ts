import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import GithubSlugger from "github-slugger";
import { marked, type Token, type Tokens } from "marked";

export const workspace = join(import.meta.dirname, "../..");

/** A fenced block: the language after the fence, what is in it, and the heading of the second level above it. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** The path in the line above it, where that has nothing else: the block is this file. */
  readonly file: string | undefined;
  readonly section: string;
}

/** What a Markdown file of the repository holds. */
export interface Document {
  /** From the root of the repository. */
  readonly path: string;
  readonly blocks: readonly Block[];
  /** Targets of links and pictures, as they are written. */
  readonly links: readonly string[];
  /** What a link may have after `#`, as GitHub makes it of headings. */
  readonly anchors: ReadonlySet<string>;
  /** Code within sentences and tables. */
  readonly spans: readonly string[];
}

/** Every Markdown file that people read; what tests read, and what tools write for themselves, is none. */
export function documents(): Document[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
    cwd: workspace,
    encoding: "utf8",
  });
  return listed
    .trim()
    .split("\n")
    .filter((path) => !/(^|\/)(fixtures|\.changeset)\/|\/ai\/|CHANGELOG/.test(path))
    .map((path) => readDocument(path));
}

export function readDocument(path: string): Document {
  const tokens = flat(marked.lexer(readFileSync(join(workspace, path), "utf8")));
  const slugger = new GithubSlugger();
  const ofType = <T extends Token>(type: T["type"]) =>
    tokens.filter((token): token is T => token.type === type);
  return {
    path,
    blocks: blocksOf(tokens),
    links: [...ofType<Tokens.Link>("link"), ...ofType<Tokens.Image>("image")].map(({ href }) => href),
    anchors: new Set(
      ofType<Tokens.Heading>("heading").map(({ text }) => slugger.slug(text.replaceAll("`", ""))),
    ),
    spans: ofType<Tokens.Codespan>("codespan").map(({ text }) => text),
  };
}

function blocksOf(tokens: readonly Token[]): Block[] {
  let section = "";
  let file: string | undefined;
  return tokens.flatMap((token) => {
    if (token.type === "heading" && token["depth"] === 2) section = String(token["text"]);
    if (token.type === "paragraph") file = /^`(\S+\.\w+)`:$/.exec(String(token["text"]))?.[1];
    if (token.type !== "code") return [];
    const block = { language: String(token["lang"] ?? ""), text: String(token["text"]), file, section };
    file = undefined;
    return [block];
  });
}

function flat(tokens: readonly Token[]): Token[] {
  const all: Token[] = [];
  marked.walkTokens([...tokens], (token) => {
    all.push(token);
  });
  return all;
}
