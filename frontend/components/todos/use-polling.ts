import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { View } from "@/lib/todo";
import { todosKey } from "@/lib/todo-actions";
import type { TodoApi } from "@/lib/todo-api";
import type { TodoPage } from "@/lib/todo-pages";

const intervalMs = 15_000;

/**
 * Notices changes made elsewhere, and a backend that went away while nobody did anything. Asks for the first page only,
 * however many are loaded, and has the list fetched anew where that is another by now.
 *
 * @param known the first page that is shown; without one there is nothing to keep up to date
 */
export function usePolling(api: TodoApi, view: View, known: TodoPage | undefined) {
  const client = useQueryClient();
  const poll = useQuery({
    queryKey: ["first-page", view],
    queryFn: ({ signal }) => api.list(view, null, signal),
    enabled: known !== undefined,
    initialData: known,
    staleTime: intervalMs,
    refetchInterval: intervalMs,
  });
  const { data, isFetchedAfterMount, dataUpdatedAt } = poll;
  // biome-ignore lint/correctness/useExhaustiveDependencies: compares when an answer comes, not when the list changes
  useEffect(() => {
    if (!isFetchedAfterMount || !data || !known || markOf(data) === markOf(known)) return;
    if (client.isMutating({ mutationKey: todosKey }) === 0) {
      void client.invalidateQueries({ queryKey: todosKey });
    }
  }, [dataUpdatedAt]);
  return poll;
}

/** Differs as soon as a todo of the page does. */
const markOf = ({ items }: TodoPage) => items.map(({ id, version }) => `${id} ${version}`).join();
