import { isRecord, yamlOfKubernetes, yamlWords } from "@chartmodel/json-schema";
import { type Document, parseDocument } from "yaml";
import type { Manifest } from "./manifest.ts";

/** A rendered document that is no Kubernetes object. */
export interface ManifestFault {
  readonly source: string;
  readonly message: string;
  /** What was rendered, to be compared and not to be shown: it may hold a secret. */
  readonly text: string;
}

/** What `helm template` printed, by template. */
export interface RenderedSource {
  readonly source: string;
  readonly text: string;
}

const separator = /^---\n# Source: (.+)\n/gm;

/** Splits the output of `helm template` into its documents. */
export function splitOutput(output: string): RenderedSource[] {
  const [, ...parts] = output.split(separator);
  const documents: RenderedSource[] = [];
  for (let at = 0; at < parts.length; at += 2) {
    documents.push({ source: parts[at] as string, text: parts[at + 1] as string });
  }
  return documents;
}

/** What is in a rendered document. */
interface ParsedSource {
  readonly manifests: readonly Manifest[];
  readonly faults: readonly ManifestFault[];
}

/** Documents that were read before, by what they are made of: most are the same in every rendering of a chart. */
export type KnownSources = Map<string, ParsedSource>;

/** Reads the output of `helm template` as Kubernetes would. What is `known` is not read again, and is the same object. */
export function parseManifests(output: string, known: KnownSources = new Map()): ParsedSource {
  const parsed = splitOutput(output).map((rendered) => {
    const key = `${rendered.source}\n${rendered.text}`;
    const source = known.get(key) ?? parseSource(rendered);
    known.set(key, source);
    return source;
  });
  return {
    manifests: parsed.flatMap(({ manifests }) => manifests),
    faults: parsed.flatMap(({ faults }) => faults),
  };
}

function parseSource({ source, text }: RenderedSource): ParsedSource {
  const manifests: Manifest[] = [];
  const faults: ManifestFault[] = [];
  const document = parseDocument(text, yamlOfKubernetes);
  const read = contentOf(document);
  if ("error" in read)
    return {
      manifests,
      faults: [{ source, message: `the rendered document cannot be read: ${yamlWords(read.error)}`, text }],
    };
  const content = withoutNulls(read.content);
  if (content === undefined) return { manifests, faults };
  for (const item of itemsOf(content)) {
    if (isRecord(item)) manifests.push(toManifest(source, item));
    else
      faults.push({
        source,
        message: `expected a Kubernetes object, found ${JSON.stringify(item).slice(0, 60)}`,
        text: JSON.stringify(item),
      });
  }
  return { manifests, faults };
}

function contentOf(document: Document.Parsed): { content: unknown } | { error: unknown } {
  const [error] = document.errors;
  if (error) return { error };
  try {
    return { content: document.toJS() as unknown };
  } catch (failure) {
    // An alias without an anchor, or too many.
    return { error: failure };
  }
}

function itemsOf(content: unknown): readonly unknown[] {
  const isList = isRecord(content) && content.kind === "List" && Array.isArray(content.items);
  return isList ? (content.items as unknown[]) : [content];
}

/** An object as a manifest of the file that it came from. */
export function toManifest(source: string, content: Record<string, unknown>): Manifest {
  const metadata = isRecord(content.metadata) ? content.metadata : {};
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  return {
    source,
    apiVersion: text(content.apiVersion),
    kind: text(content.kind),
    name: text(metadata.name),
    namespace: typeof metadata.namespace === "string" ? metadata.namespace : undefined,
    content,
  };
}

/** The API server takes a null key for an absent one. */
function withoutNulls(value: unknown): unknown {
  if (value === null) return undefined;
  if (Array.isArray(value)) return value.map((item) => (item === null ? null : withoutNulls(item)));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).flatMap(([key, item]) =>
    item === null ? [] : [[key, withoutNulls(item)]],
  );
  return Object.fromEntries(entries);
}
