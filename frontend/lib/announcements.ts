import { createStore } from "./store";

const store = createStore({ text: "", count: 0 });

/** Has screen readers say `text` once they are idle. */
export function announce(text: string): void {
  store.set({ text, count: store.get().count + 1 });
}

export const useAnnouncement = store.use;
