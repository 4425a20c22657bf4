import { type RefObject, useEffect } from "react";

const name = "arrival";

/** Opens another document in which the person goes on: it takes the focus, which else would be nowhere. */
export function goOnAt(address: URL | string): void {
  sessionStorage.setItem(name, "");
  window.location.assign(address);
}

/** Gives `place` the focus where the document was opened by {@link goOnAt}, and not by a reload or a first visit. */
export function useArrival(place: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (sessionStorage.getItem(name) === null) return;
    sessionStorage.removeItem(name);
    place.current?.focus();
  }, [place]);
}
