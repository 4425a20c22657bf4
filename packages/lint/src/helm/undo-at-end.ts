const endings = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const undoings = new Set<() => void>();

/**
 * Has something undone where a signal ends this process, as Ctrl-C does: a program or a folder would outlive it.
 *
 * @returns what is called where that is no longer needed.
 */
export function undoAtEnd(undo: () => void): () => void {
  if (undoings.size === 0) for (const ending of endings) process.on(ending, end);
  undoings.add(undo);
  return () => {
    undoings.delete(undo);
    if (undoings.size === 0) for (const ending of endings) process.off(ending, end);
  };
}

function end(ending: NodeJS.Signals): void {
  for (const undo of undoings) undo();
  for (const each of endings) process.off(each, end);
  // Unless somebody else heeds it, it does now what it would have done without us.
  if (process.listenerCount(ending) === 0) process.kill(process.pid, ending);
}
