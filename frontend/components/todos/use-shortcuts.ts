import { type RefObject, useEffect } from "react";
import { undoLatest } from "@/lib/toasts";

/**
 * Ctrl+K (⌘K) goes to the search, Ctrl+Z (⌘Z) undoes the latest deletion. Only with a modifier: single
 * letters are the commands of screen readers, and speech input utters them by accident.
 */
export function useShortcuts(search: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      const key = event.key.toLowerCase();
      if (key === "k") {
        event.preventDefault();
        search.current?.focus();
        search.current?.select();
      } else if (key === "z" && !hasText(event.target) && undoLatest()) {
        event.preventDefault();
      }
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [search]);
}

/** Whether Ctrl+Z would undo typing there. */
function hasText(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return target.value !== "";
  return target instanceof HTMLInputElement && target.type !== "checkbox" && target.value !== "";
}
