const actions = new Map<string, () => void>();

/**
 * Writes a file when the program ends, as it was asked for last: a program that watches asks for one many times.
 */
export function atExit(path: string, write: () => void): void {
  if (actions.size === 0)
    process.once("exit", () => {
      for (const action of actions.values()) action();
    });
  actions.set(path, write);
}
