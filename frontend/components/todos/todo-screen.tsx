"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { type Connection, ConnectionBanner } from "@/components/feedback/connection-banner";
import { Feedback } from "@/components/feedback/feedback";
import { useSlow } from "@/components/feedback/use-slow";
import { announce } from "@/lib/announcements";
import { useArrival } from "@/lib/arrival";
import { createTodoActions } from "@/lib/todo-actions";
import { createTodoApi } from "@/lib/todo-api";
import { Composer } from "./composer";
import { KeyboardHelp } from "./keyboard-help";
import { Failure, Nothing, Skeleton } from "./list-states";
import { LostDrafts } from "./lost-drafts";
import { TodoList } from "./todo-list";
import { Toolbar } from "./toolbar";
import { useShortcuts } from "./use-shortcuts";
import { useTodos } from "./use-todos";
import { useView } from "./use-view";

export function TodoScreen({ userId }: { userId: string }) {
  const client = useQueryClient();
  const api = useMemo(() => createTodoApi(userId), [userId]);
  const actions = useMemo(() => createTodoActions(client, api, userId), [client, api, userId]);
  const [view, changeView] = useView();
  const list = useTodos(api, view);
  const slow = useSlow(list.waitingSince);
  const connection: Connection = list.unavailable ? "lost" : slow ? "slow" : "good";
  const composer = useRef<HTMLInputElement>(null);
  const search = useRef<HTMLInputElement>(null);
  useShortcuts(search);
  useArrival(composer);

  const count = list.stale ? undefined : list.todos?.length;
  const { filter, search: words } = view;
  useEffect(() => {
    if (count !== undefined && (words || filter !== "all"))
      announce(count === 1 ? "1 todo" : `${count} todos`);
  }, [count, words, filter]);

  return (
    <>
      <main>
        <h1 className="visually-hidden">Your todos</h1>
        <Composer userId={userId} onAdd={actions.create} inputRef={composer} />
        <Toolbar
          view={view}
          onChange={changeView}
          canCompleteAll={
            view.filter !== "done" && (list.hasMore || (list.todos?.some((todo) => !todo.done) ?? false))
          }
          onCompleteAll={() => actions.completeAll(view, list.todos ?? [])}
          searchRef={search}
        />
        {list.todos ? (
          <>
            {!list.stale && (
              <LostDrafts userId={userId} api={api} shown={list.todos} onAdd={actions.create} />
            )}
            <TodoList userId={userId} list={list} todos={list.todos} actions={actions} composer={composer} />
            {list.todos.length === 0 && !list.stale && <Nothing view={view} />}
          </>
        ) : list.error || list.unavailable ? (
          <Failure error={list.error} onRetry={list.reload} />
        ) : (
          <Skeleton />
        )}
        <KeyboardHelp />
      </main>
      <Feedback>
        <ConnectionBanner connection={connection} saving={list.saving} />
      </Feedback>
    </>
  );
}
