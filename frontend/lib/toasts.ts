import { createStore } from "./store";

export interface Toast {
  id: number;
  message: string;
  /** Errors stay until they are dismissed. @default "note" */
  tone?: "note" | "error";
  action?: { label: string; run: () => void };
}

const mostAtOnce = 3;
const store = createStore<readonly Toast[]>([]);
let lastId = 0;

export const useToasts = store.use;

export function showToast(toast: Omit<Toast, "id">): void {
  lastId += 1;
  store.set([...store.get(), { ...toast, id: lastId }].slice(-mostAtOnce));
}

export function dismissToast(id: number): void {
  store.set(store.get().filter((toast) => toast.id !== id));
}

/** Does what the toast offers, and takes it away. */
export function takeToastAction(toast: Toast): void {
  dismissToast(toast.id);
  toast.action?.run();
}

/** Undoes the latest thing that can be undone; false if there is none. */
export function undoLatest(): boolean {
  const latest = store.get().findLast((toast) => toast.action && toast.tone !== "error");
  if (latest) takeToastAction(latest);
  return latest !== undefined;
}
