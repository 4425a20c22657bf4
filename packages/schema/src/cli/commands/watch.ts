import { existsSync, type FSWatcher, watch as watchFolder } from "node:fs";
import { dirname, extname } from "node:path";
import { loadConfig } from "../../load/load-config.ts";
import { overlayOf } from "../../project/overlay-of.ts";
import { forgetSources } from "../../resolve/locate-in-source.ts";
import { extraLayers, type LayerOptions } from "../layers.ts";
import { reportError } from "../report-error.ts";
import { say, style } from "../terminal.ts";
import { render } from "./render.ts";

/** Editors write a file in several steps: the wait for the last of them, in milliseconds. */
const settle = 10;

/** Renders now, and again after every change of a source, until the process is told to stop. */
export async function watchProject(file: string, root: string, layers: LayerOptions): Promise<never> {
  const watchers = new Map<string, FSWatcher>();
  const extensions = new Set<string>([".yaml", ".yml", ".json"]);
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const changed = (name: string | null) => {
    if (name === null || !extensions.has(extname(name))) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(renderOnce);
    }, settle);
  };
  const watchFoldersOf = (sources: Iterable<string>) => {
    for (const source of sources) {
      extensions.add(extname(source));
      const folder = dirname(source);
      if (!watchers.has(folder) && existsSync(folder))
        watchers.set(
          folder,
          watchFolder(folder, (_event, name) => changed(name)),
        );
    }
  };
  const renderOnce = async () => {
    const start = performance.now();
    const sources = new Set([file, ...layers.overlays]);
    forgetSources();
    try {
      const loaded = await loadConfig(file, sources);
      for (const name of loaded.project.environments.keys())
        sources.add(overlayOf(loaded.project, root, name) ?? file);
      for (const output of loaded.project.outputs)
        for (const input of output.inputs?.(root) ?? []) sources.add(input);
      const options = extraLayers(loaded.project, root, layers);
      await render.run({ project: loaded.project, root, options }, {}, []);
      say(
        style(
          "dim",
          `in ${(performance.now() - start).toFixed(0)} ms; watching ${loaded.sources.length} files`,
        ),
      );
    } catch (error) {
      reportError(error);
      say(style("dim", "nothing was written; waiting for the next change"));
    } finally {
      watchFoldersOf(sources);
    }
  };
  await renderOnce();
  return new Promise(() => {});
}
