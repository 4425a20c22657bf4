import { useMemo, useSyncExternalStore } from "react";

/**
 * What a person has typed and not yet saved, kept for the tab: it survives a reload, a lost backend and
 * a new sign-in. The user id is part of each name, so nobody else who signs in sees it.
 */
const listeners = new Set<() => void>();
const prefix = "draft:";

const nameOf = (userId: string, key: string) => `${prefix}${userId}:${key}`;

export function readDraft<Value>(userId: string, key: string): Value | undefined {
  return parse<Value>(sessionStorage.getItem(nameOf(userId, key)));
}

export function saveDraft(userId: string, key: string, value: unknown): void {
  sessionStorage.setItem(nameOf(userId, key), JSON.stringify(value));
  for (const listener of listeners) listener();
}

export function discardDraft(userId: string, key: string): void {
  sessionStorage.removeItem(nameOf(userId, key));
  for (const listener of listeners) listener();
}

/** Forgets everything typed by anyone, as signing out should. */
export function discardAllDrafts(): void {
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith(prefix)) sessionStorage.removeItem(name);
  }
}

/** The draft under `key`, or undefined while there is none. */
export function useDraft<Value>(userId: string, key: string): Value | undefined {
  const stored = useSyncExternalStore(
    subscribe,
    () => sessionStorage.getItem(nameOf(userId, key)),
    () => null,
  );
  return useMemo(() => parse<Value>(stored), [stored]);
}

/** The keys of the user's drafts. */
export function useDraftKeys(userId: string): readonly string[] {
  const start = nameOf(userId, "");
  // A string, because a snapshot is compared by identity.
  const joined = useSyncExternalStore(
    subscribe,
    () =>
      Object.keys(sessionStorage)
        .filter((name) => name.startsWith(start))
        .map((name) => name.slice(start.length))
        .sort()
        .join(" "),
    () => "",
  );
  return useMemo(() => (joined ? joined.split(" ") : []), [joined]);
}

function parse<Value>(stored: string | null): Value | undefined {
  return stored === null ? undefined : (JSON.parse(stored) as Value);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
