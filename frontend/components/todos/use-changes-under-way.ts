import { type Mutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useState, useSyncExternalStore } from "react";
import { todosKey } from "@/lib/todo-actions";
import type { TodoChange } from "@/lib/todo-pages";

type ChangeState = Mutation<unknown, Error, TodoChange>["state"];

const none: readonly ChangeState[] = [];

/**
 * What was done to the todos and is not confirmed yet, oldest first.
 *
 * Known before the event handler that did it returns, so not with `useMutationState`, which tells a timer later: by then
 * React has put the box that a person ticked back to what it was.
 */
export function useChangesUnderWay(): readonly ChangeState[] {
  const cache = useQueryClient().getMutationCache();
  const [snapshot] = useState(() => {
    let last = none;
    return () => {
      const next = cache.findAll({ mutationKey: todosKey, status: "pending" }).map(({ state }) => state);
      const same = next.length === last.length && next.every((state, index) => state === last[index]);
      if (!same) last = next as readonly ChangeState[];
      return last;
    };
  });
  const subscribe = useCallback((listener: () => void) => cache.subscribe(listener), [cache]);
  return useSyncExternalStore(subscribe, snapshot, () => none);
}
