import { createRequire } from "node:module";
import { dirname, isAbsolute, relative, sep } from "node:path";
import { createRedaction, dataFault, formatPath, isRecord, type JsonSchema } from "@chartmodel/json-schema";
import type { Jsonnet, JsonnetError } from "jsonnet-ts";
import { UsageError } from "../usage-error.ts";
import type { ComputedLayer } from "./layer.ts";
import { notAMap, OverlayError } from "./overlay-error.ts";
import { readOverlay } from "./read-overlay.ts";

const require = createRequire(import.meta.url);

/**
 * Overlays in Jsonnet: each a program that gives a map of values, and has the environment so far, with its name and its
 * defaults, as `std.extVar("environment")`. Imports reach what is in the project's folder, and what is beside the program.
 *
 * @param schema - of the environment: what it says is secret is taken out of a program's errors.
 * @param sources - gets the files that programs import.
 */
export function jsonnetLayers(root: string, schema: JsonSchema, sources: Set<string>) {
  /**
   * @throws {OverlayError} with the place in the program.
   * @throws {UsageError} for a file that is not there, and where the package `jsonnet-ts` is not.
   */
  return (file: string, shownAs: string): ComputedLayer => {
    const text = readOverlay(file, shownAs);
    const library = loadJsonnet(shownAs);
    const evaluator = evaluatorIn(root, library);
    // As the program sees itself: the same wherever the project lies, and whoever calls it.
    const fromRoot = relative(root, file);
    const isInside = !isAbsolute(fromRoot) && !fromRoot.startsWith("..");
    const name = isInside ? fromRoot.replaceAll(sep, "/") : shownAs;
    return (environment) => {
      try {
        const source = { name, folder: dirname(file), root };
        const values = evaluator.evaluate(text, { external: { environment } }, source);
        const fault = dataFault(values);
        if (fault)
          throw new OverlayError(`${shownAs}: ${formatPath(fault.path) || "the result"} is ${fault.found}`);
        if (!isRecord(values)) throw new OverlayError(`${shownAs}: ${notAMap(values)}`);
        return { kind: "overlay", name: shownAs, values };
      } catch (error) {
        if (!(error instanceof library.JsonnetError)) throw error;
        throw new OverlayError(
          createRedaction(environment, schema)(messageOf(error, root, { [name]: shownAs })),
        );
      } finally {
        for (const imported of evaluator.files) sources.add(imported);
      }
    };
  };
}

/** By project folder. Kept: `watch` lays overlays again after every edit, and each evaluator has an engine in memory. */
const evaluators = new Map<string, Jsonnet>();

function evaluatorIn(root: string, { Jsonnet: Evaluator }: typeof import("jsonnet-ts")): Jsonnet {
  const evaluator = evaluators.get(root) ?? new Evaluator({ folders: [root] });
  evaluators.set(root, evaluator);
  return evaluator;
}

function messageOf(
  { reason, trace: [place] }: JsonnetError,
  root: string,
  shown: Readonly<Record<string, string>>,
): string {
  if (!place) return reason;
  const file = shown[place.file] ?? (isAbsolute(place.file) ? relative(root, place.file) : place.file);
  return `${file}:${place.line}:${place.column}: ${reason}`;
}

/** Only a project with such a layer loads it, and needs it. */
function loadJsonnet(shownAs: string): typeof import("jsonnet-ts") {
  try {
    return require("jsonnet-ts");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    throw new UsageError(`the overlay ${shownAs} is in Jsonnet: install the package jsonnet-ts`);
  }
}
