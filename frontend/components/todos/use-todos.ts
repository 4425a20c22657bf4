import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ApiError } from "@/lib/http";
import type { View } from "@/lib/todo";
import { todosKey } from "@/lib/todo-actions";
import type { TodoApi } from "@/lib/todo-api";
import { applyChange, todosOf } from "@/lib/todo-pages";
import { useChangesUnderWay } from "./use-changes-under-way";
import { usePolling } from "./use-polling";

/** The todos of a view, as they are once all changes under way are through. */
export function useTodos(api: TodoApi, view: View) {
  const query = useInfiniteQuery({
    queryKey: [...todosKey, view],
    queryFn: ({ pageParam, signal }) => api.list(view, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
  const stale = query.isPlaceholderData;
  const poll = usePolling(api, view, stale ? undefined : query.data?.pages[0]);
  const underWay = useChangesUnderWay();
  const todos = useMemo(
    () =>
      query.data &&
      todosOf(
        underWay.reduce(
          (pages, { variables }) => (variables ? applyChange(pages, variables, view) : pages),
          query.data,
        ),
      ),
    [query.data, underWay, view],
  );

  const failures = [query, poll, ...underWay].map(({ failureReason }) => failureReason);
  return {
    todos,
    /** The server does not answer, and is being asked again and again. */
    unavailable: failures.some((failure) => failure instanceof ApiError && failure.unavailable),
    /** When what the server has not answered yet was sent; undefined while it owes no answer. */
    waitingSince:
      underWay[0]?.submittedAt ?? (query.isFetching || poll.isFetching ? query.dataUpdatedAt : undefined),
    /** The server refused to list the todos, and is not asked again by itself. */
    error: query.error,
    /** Whether changes are still under way. */
    saving: underWay.length > 0,
    /** Whether what is shown still belongs to an earlier view. */
    stale,
    hasMore: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
    reload: () => void query.refetch(),
  };
}
