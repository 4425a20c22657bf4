import { createRequire } from "node:module";
import { dataFault, formatPath, isRecord, tooManyAliases } from "@chartmodel/json-schema";
import type { SourcePosition } from "./define-environment.ts";
import type { Layer } from "./layer.ts";
import { notAMap, OverlayError } from "./overlay-error.ts";
import { readOverlay } from "./read-overlay.ts";
import { type YamlFault, yamlFaults } from "./yaml-faults.ts";

/** A file that is not meant for YAML has a fault in every line. */
const mostFaults = 20;

const require = createRequire(import.meta.url);

/**
 * Reads an overlay, YAML 1.2 or JSON, as a layer.
 *
 * @param text - in place of what the file holds.
 * @throws {OverlayError} with the syntax errors of the file, twenty at most, and where it is.
 * @throws {UsageError} for a file that is not there.
 */
export function overlayLayer(file: string, shownAs: string, text = readOverlay(file, shownAs)): Layer {
  // A YAML library is only loaded where there is something to read with it.
  const { isNode, LineCounter, parseDocument } = require("yaml") as typeof import("yaml");
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
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
    const more = lines.length - mostFaults;
    if (more > 0) lines.splice(mostFaults, more, `and ${more} more`);
    throw new OverlayError(lines.join("\n"));
  };
  const offsetOf = (path: readonly (string | number)[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return node.range[0];
    }
    return 0;
  };
  const faults = yamlFaults(document, text);
  if (faults.length > 0) refuse(faults);
  const values = toData(document) ?? refuse([[0, tooManyAliases]]);
  const fault = dataFault(values);
  if (fault)
    refuse([[offsetOf(fault.path), `${formatPath(fault.path) || "the document"} is ${fault.found}`]]);
  if (!isRecord(values)) return refuse([[0, notAMap(values)]]);
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
