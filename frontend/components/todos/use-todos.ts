import { keepPreviousData, useInfiniteQuery, useMutationState } from "@tanstack/react-query";
import { useMemo } from "react";
import { ApiError } from "@/lib/http";
import type { View } from "@/lib/todo";
import { todosKey } from "@/lib/todo-actions";
import { todoApi } from "@/lib/todo-api";
import { applyChange, type TodoChange, todosOf } from "@/lib/todo-pages";

/** Notices changes made elsewhere, and a backend that went away while nobody did anything. */
const refetchIntervalMs = 15_000;

/** The todos of a view, as they are once all changes under way are through. */
export function useTodos(view: View) {
  const query = useInfiniteQuery({
    queryKey: [...todosKey, view],
    queryFn: ({ pageParam, signal }) => todoApi.list(view, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: refetchIntervalMs,
  });
  const underWay = useMutationState({
    filters: { mutationKey: todosKey, status: "pending" },
    select: (mutation) => ({
      change: mutation.state.variables as TodoChange,
      failure: mutation.state.failureReason,
    }),
  });
  const todos = useMemo(
    () =>
      query.data &&
      todosOf(underWay.reduce((pages, { change }) => applyChange(pages, change, view), query.data)),
    [query.data, underWay, view],
  );

  const failures = [query.failureReason, ...underWay.map(({ failure }) => failure)];
  return {
    todos,
    /** The server does not answer, and is being asked again and again. */
    unavailable: failures.some((failure) => failure instanceof ApiError && failure.unavailable),
    /** The server refused to list the todos, and is not asked again by itself. */
    error: query.error,
    /** Whether changes are still under way. */
    saving: underWay.length > 0,
    /** Whether what is shown still belongs to an earlier view. */
    stale: query.isPlaceholderData,
    hasMore: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
    reload: () => void query.refetch(),
  };
}
