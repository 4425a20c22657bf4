import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import type { View } from "@/lib/todo";
import { formatView, parseView } from "@/lib/view";

/** The view, kept in the address so that it survives a reload and can be bookmarked. */
export function useView(): [View, (changes: Partial<View>) => void] {
  const params = useSearchParams();
  const view = useMemo(() => parseView(new URLSearchParams(params)), [params]);
  const change = useCallback(
    (changes: Partial<View>) => {
      const query = formatView({ ...view, ...changes });
      window.history.replaceState(null, "", query ? `?${query}` : window.location.pathname);
    },
    [view],
  );
  return [view, change];
}
