import { useSearchParams } from "next/navigation";
import { useCallback, useState } from "react";
import type { View } from "@/lib/todo";
import { formatView, parseView } from "@/lib/view";

/** The view, also kept in the address so that it survives a reload and can be bookmarked. */
export function useView(): [View, (changes: Partial<View>) => void] {
  const params = useSearchParams();
  const [view, setView] = useState(() => parseView(new URLSearchParams(params)));
  const change = useCallback(
    (changes: Partial<View>) => {
      const next = { ...view, ...changes };
      const query = formatView(next);
      setView(next);
      window.history.replaceState(null, "", query ? `?${query}` : window.location.pathname);
    },
    [view],
  );
  return [view, change];
}
