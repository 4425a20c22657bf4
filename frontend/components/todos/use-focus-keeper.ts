import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useRef } from "react";

interface Place {
  element: HTMLElement;
  row: string | undefined;
  index: number;
  control: string;
}

/** The control of a row that stands for the row as a whole, such as after its editor was closed. */
const mainControl = "title";

/**
 * Keeps the keyboard's place in a list whose rows carry `data-row` (an id) and their controls
 * `data-control` (a name). When the focused control goes away, the same control of its row, or else of
 * the row that took its place, gets the focus; ↑ and ↓ move between the rows.
 *
 * @param whenEmpty receives the focus once no row is left
 */
export function useFocusKeeper(
  list: RefObject<HTMLElement | null>,
  whenEmpty: RefObject<HTMLElement | null>,
) {
  const last = useRef<Place | null>(null);

  useEffect(() => {
    function restore() {
      const place = last.current;
      if (!place || place.element.isConnected) return;
      last.current = null;
      if (document.activeElement !== document.body) return;
      const rows = rowsOf(list.current);
      const same = rows.find((row) => row.dataset.row === place.row);
      const row = same ?? rows[Math.min(place.index, rows.length - 1)];
      (controlOf(row, place.control) ?? whenEmpty.current)?.focus();
    }
    // Rows come and go without the list itself being rendered.
    const observer = new MutationObserver(restore);
    if (list.current) observer.observe(list.current, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [list, whenEmpty]);

  return {
    onFocus({ target }: FocusEvent<HTMLElement>) {
      const rows = rowsOf(list.current);
      const index = rows.findIndex((row) => row.contains(target));
      const control = target.dataset.control ?? mainControl;
      last.current = index < 0 ? null : { element: target, row: rows[index]?.dataset.row, index, control };
    },
    onBlur({ target }: FocusEvent<HTMLElement>) {
      // Left by the person, not by being removed: then the focus is no longer ours to keep.
      setTimeout(() => {
        if (last.current?.element === target && target.isConnected) last.current = null;
      });
    },
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      const { control } = (event.target as HTMLElement).dataset;
      if (step === 0 || !control || !last.current) return;
      const target = controlOf(rowsOf(list.current)[last.current.index + step], control);
      if (!target) return;
      event.preventDefault();
      target.focus();
    },
  };
}

function controlOf(row: HTMLElement | undefined, control: string): HTMLElement | null | undefined {
  return row?.querySelector<HTMLElement>(`[data-control="${control}"]`);
}

function rowsOf(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
}
