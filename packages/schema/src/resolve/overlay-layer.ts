import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { isRecord } from "@chartmodel/json-schema";
import { UsageError } from "../usage-error.ts";
import type { SourcePosition } from "./define-environment.ts";
import type { Layer } from "./layer.ts";

const require = createRequire(import.meta.url);

/** A file of values that cannot be read. The message has file, line and column. */
export class OverlayError extends Error {
  override readonly name = "OverlayError";
}

/**
 * Reads an overlay, YAML 1.2 or JSON, as a layer.
 *
 * @throws {OverlayError} with every syntax error of the file, and where it is.
 * @throws {UsageError} for a file that is not there.
 */
export function overlayLayer(file: string, shownAs: string): Layer {
  // A YAML library is only loaded where there is something to read with it.
  const { isNode, LineCounter, parseDocument, visit } = require("yaml") as typeof import("yaml");
  const lineCounter = new LineCounter();
  const document = parseDocument(readText(file, shownAs), { lineCounter, prettyErrors: false });
  const positionAt = (offset: number): SourcePosition => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line, column: col };
  };
  const faults = [...document.errors, ...document.warnings].map(
    ({ pos, message }) => [pos[0], message] as const,
  );
  visit(document, {
    Alias: (_key, alias) => {
      if (!alias.resolve(document))
        faults.push([alias.range?.[0] ?? 0, `nothing before it is named &${alias.source}`]);
    },
  });
  const broken = faults.map(([offset, message]) => {
    const { line, column } = positionAt(offset);
    return `${shownAs}:${line}:${column}: ${message}`;
  });
  if (broken.length > 0) throw new OverlayError(broken.join("\n"));
  const values: unknown = document.toJS() ?? {};
  if (!isRecord(values))
    throw new OverlayError(
      `${shownAs}:1:1: an overlay is a map of values, but this is ${Array.isArray(values) ? "a list" : `a ${typeof values}`}`,
    );
  const locate = (path: readonly (string | number)[]) => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return positionAt(node.range[0]);
    }
    return { file, line: 1, column: 1 };
  };
  return { kind: "overlay", name: shownAs, values, locate };
}

function readText(file: string, shownAs: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`the overlay ${shownAs} cannot be read: ${(error as Error).message}`);
  }
}
