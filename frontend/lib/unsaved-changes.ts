let waiting = false;

const askBefore = (event: BeforeUnloadEvent) => event.preventDefault();

/** Has the browser ask before the page is left, as changes wait for a server that is slow or does not answer. */
export function guardChanges(): void {
  waiting = true;
  window.addEventListener("beforeunload", askBefore);
}

/** The changes are saved, or given up. */
export function releaseChanges(): void {
  waiting = false;
  window.removeEventListener("beforeunload", askBefore);
}

/** Asks whether changes that wait may be lost; true where none do. */
export function mayLoseChanges(): boolean {
  return !waiting || window.confirm("Some changes are not saved yet. Sign out and lose them?");
}
