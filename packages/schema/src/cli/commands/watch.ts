import { loadConfig } from "../../load/load-config.ts";
import { overlayOf } from "../../project/overlay-of.ts";
import { forgetSources } from "../../resolve/locate-in-source.ts";
import { undoUnfinished } from "../../write/journal.ts";
import { extraLayers, type LayerOptions } from "../layers.ts";
import { reportError } from "../report-error.ts";
import { reportUndone } from "../report-undone.ts";
import { SourceWatcher } from "../source-watcher.ts";
import { say, style } from "../terminal.ts";
import { render } from "./render.ts";

/** Editors write a file in several steps: the wait for the last of them, in milliseconds. */
const settle = 10;

/** Renders now, and again after every change of a source, until the process is told to stop. */
export async function watchProject(file: string, root: string, layers: LayerOptions): Promise<never> {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const watcher = new SourceWatcher(root, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(renderOnce);
    }, settle);
  });
  const renderOnce = async () => {
    const start = performance.now();
    const readAt = Date.now();
    const sources = new Set([file, ...layers.overlays]);
    forgetSources();
    try {
      reportUndone(undoUnfinished(root));
      const loaded = await loadConfig(file, sources);
      for (const name of loaded.project.environments.keys())
        sources.add(overlayOf(loaded.project, root, name) ?? file);
      for (const output of loaded.project.outputs)
        for (const input of output.inputs?.(root) ?? []) sources.add(input);
      const options = extraLayers(loaded.project, root, layers, sources);
      await render.run({ project: loaded.project, root, options, sources }, {}, []);
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
      watcher.watch(sources, readAt);
    }
  };
  await renderOnce();
  return new Promise(() => {});
}
