import { type RefObject, useEffect, useRef } from "react";
import type { Todo } from "@/lib/todo";
import type { TodoActions } from "@/lib/todo-actions";
import styles from "./todo-list.module.css";
import { TodoRow } from "./todo-row";
import { useFocusKeeper } from "./use-focus-keeper";
import type { useTodos } from "./use-todos";

interface TodoListProps {
  userId: string;
  todos: readonly Todo[];
  list: Pick<ReturnType<typeof useTodos>, "error" | "hasMore" | "loadMore" | "loadingMore" | "stale">;
  actions: TodoActions;
  /** Gets the focus when the last row went away. */
  composer: RefObject<HTMLElement | null>;
}

/** So far ahead that whoever scrolls rarely sees the end of what is loaded. */
const loadAhead = "0px 0px 1200px";

export function TodoList({ userId, todos, list, actions, composer }: TodoListProps) {
  const element = useRef<HTMLUListElement>(null);
  const more = useRef<HTMLButtonElement>(null);
  const keeper = useFocusKeeper(element, composer);

  const mayLoad = list.hasMore && !list.loadingMore && !list.error && !list.stale;
  const { loadMore } = list;
  useEffect(() => {
    if (!mayLoad || !more.current) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        observer.disconnect();
        loadMore();
      },
      { rootMargin: loadAhead },
    );
    observer.observe(more.current);
    return () => observer.disconnect();
  }, [mayLoad, loadMore]);

  return (
    <>
      <ul ref={element} className={styles.list} aria-label="Todos" aria-busy={list.stale} {...keeper}>
        {todos.map((todo) => (
          <TodoRow key={todo.id} userId={userId} todo={todo} actions={actions} />
        ))}
      </ul>
      {list.hasMore && (
        <button
          type="button"
          ref={more}
          className={`quiet ${styles.more}`}
          disabled={list.loadingMore}
          onClick={loadMore}
        >
          {list.loadingMore ? "Loading…" : "Show more"}
        </button>
      )}
    </>
  );
}
