import { existsSync } from "node:fs";
import { extname, relative, resolve } from "node:path";
import type { Project } from "../project/define-project.ts";
import type { EvaluateOptions } from "../project/evaluate.ts";
import { overlayOf } from "../project/overlay-of.ts";
import { jsonnetLayers } from "../resolve/jsonnet-layers.ts";
import type { Layer } from "../resolve/layer.ts";
import { locateInSource } from "../resolve/locate-in-source.ts";
import { overlayLayer } from "../resolve/overlay-layer.ts";
import { setLayer } from "../resolve/set-layer.ts";

/** What the command line may lay over an environment. */
export interface LayerOptions {
  /** Files, from the working folder. */
  readonly overlays: readonly string[];
  /** `path=value` texts. */
  readonly assignments: readonly string[];
}

/**
 * The layers over an environment's own: the project's overlay if the file is there, then `--overlay`, then `--set`.
 *
 * @param sources - gets the overlays, and the files that they import.
 * @returns the layers of an environment; with `proposed`, that in place of the project's overlay.
 */
export function extraLayers(
  project: Project,
  root: string,
  { overlays, assignments }: LayerOptions,
  sources = new Set<string>(),
) {
  const jsonnetLayer = jsonnetLayers(root, project.environment.schema, sources);
  const layerOf = (file: string, shownAs: string) => {
    sources.add(file);
    return extname(file) === ".jsonnet" ? jsonnetLayer(file, shownAs) : overlayLayer(file, shownAs);
  };
  const given = overlays.map((file) => layerOf(resolve(file), file));
  const set = assignments.length > 0 ? [setLayer(assignments, project.environment.schema)] : [];
  return (environment: string, proposed?: Layer): EvaluateOptions => {
    const own = overlayOf(project, root, environment);
    const found = own && existsSync(own) && !proposed ? [layerOf(own, relative(root, own))] : [];
    return { layers: [...found, ...(proposed ? [proposed] : []), ...given, ...set], locate: locateInSource };
  };
}
