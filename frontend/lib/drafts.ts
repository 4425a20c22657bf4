import { useCallback, useMemo, useSyncExternalStore } from "react";

/**
 * What a person has typed and not yet saved, kept for the tab: it survives a reload, a lost backend and
 * a new sign-in. The user id is part of each name, so nobody else who signs in sees it.
 */
const listeners = new Set<() => void>();
const prefix = "draft:";

const nameOf = (userId: string, key: string) => `${prefix}${userId}:${key}`;

export function hasDraft(userId: string, key: string): boolean {
  return sessionStorage.getItem(nameOf(userId, key)) !== null;
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

/** The draft under `key`, or `initial` while there is none, and a function that keeps changes to it. */
export function useDraft<Value extends object>(
  userId: string,
  key: string,
  initial: Value,
): [Value, (changes: Partial<Value>) => void] {
  const stored = useSyncExternalStore(
    subscribe,
    () => sessionStorage.getItem(nameOf(userId, key)),
    () => null,
  );
  const value = useMemo(() => (stored === null ? initial : (JSON.parse(stored) as Value)), [stored, initial]);
  const change = useCallback(
    (changes: Partial<Value>) => saveDraft(userId, key, { ...value, ...changes }),
    [userId, key, value],
  );
  return [value, change];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
