import { isUtf8 } from "node:buffer";
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dataFault, formatPath, isRecord, plainKindOf } from "@chartmodel/json-schema";
import { UsageError } from "../usage-error.ts";
import type { SourcePosition } from "./define-environment.ts";
import type { Layer } from "./layer.ts";
import { type YamlFault, yamlFaults } from "./yaml-faults.ts";

const require = createRequire(import.meta.url);

/** A file of values that cannot be read. The message has file, line and column, and nothing of what the file holds. */
export class OverlayError extends Error {
  override readonly name = "OverlayError";
}

/** How large an overlay may be, in KiB: Kubernetes keeps a release, its templates and values, in 1,024. */
const largest = 256;

/**
 * Reads an overlay, YAML 1.2 or JSON, as a layer.
 *
 * @throws {OverlayError} with every syntax error of the file, and where it is.
 * @throws {UsageError} for a file that is not there.
 */
export function overlayLayer(file: string, shownAs: string): Layer {
  // A YAML library is only loaded where there is something to read with it.
  const { isNode, LineCounter, parseDocument } = require("yaml") as typeof import("yaml");
  const lineCounter = new LineCounter();
  const document = parseDocument(readText(file, shownAs), {
    lineCounter,
    prettyErrors: false,
    logLevel: "error",
    uniqueKeys: false,
  });
  const positionAt = (offset: number): SourcePosition => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line, column: col };
  };
  const refuse = (faults: readonly YamlFault[]): never => {
    const lines = faults.map(([offset, message]) => {
      const { line, column } = positionAt(offset);
      return `${shownAs}:${line}:${column}: ${message}`;
    });
    throw new OverlayError(lines.join("\n"));
  };
  const offsetOf = (path: readonly (string | number)[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return node.range[0];
    }
    return 0;
  };
  const faults = yamlFaults(document);
  if (faults.length > 0) refuse(faults);
  const values = toData(document) ?? refuse([[0, "its aliases make it too large: write the values out"]]);
  const fault = dataFault(values);
  if (fault)
    refuse([[offsetOf(fault.path), `${formatPath(fault.path) || "the document"} is ${fault.found}`]]);
  if (!isRecord(values)) {
    const kind = plainKindOf(values) === "list" ? "a list" : `a ${typeof values}`;
    return refuse([[0, `an overlay is a map of values, but this is ${kind}`]]);
  }
  return { kind: "overlay", name: shownAs, values, locate: (path) => positionAt(offsetOf(path)) };
}

/** `undefined` for a document whose aliases multiply beyond all measure. */
function toData(document: { toJS(): unknown }): unknown {
  try {
    return document.toJS() ?? {};
  } catch (error) {
    if (error instanceof ReferenceError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function readText(file: string, shownAs: string): string {
  const bytes = readBytes(file, shownAs);
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes);
  // Latin-1 has a character for every byte, so the lines stay what they are.
  const lines = bytes.toString("latin1").split("\n");
  const line = lines.findIndex((text) => !isUtf8(Buffer.from(text, "latin1"))) + 1;
  throw new OverlayError(`${shownAs}:${line}:1: this line is not in UTF-8: save the file in that encoding`);
}

function readBytes(file: string, shownAs: string): Buffer {
  try {
    const { size } = statSync(file);
    if (size > largest * 1024) {
      const found = Math.ceil(size / 1024);
      throw new OverlayError(`${shownAs}: an overlay has at most ${largest} KiB, and this has ${found}`);
    }
    return readFileSync(file);
  } catch (error) {
    if (error instanceof OverlayError) throw error;
    throw new UsageError(`the overlay ${shownAs} cannot be read: ${(error as Error).message}`);
  }
}
