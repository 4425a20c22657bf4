import { type RefObject, useRef } from "react";
import type { Todo } from "@/lib/todo";
import { isUnsaved, type TodoActions } from "@/lib/todo-actions";
import styles from "./todo-list.module.css";
import { TodoRow } from "./todo-row";
import { useFocusKeeper } from "./use-focus-keeper";
import type { useTodos } from "./use-todos";

interface TodoListProps {
  userId: string;
  todos: readonly Todo[];
  list: Pick<ReturnType<typeof useTodos>, "hasMore" | "loadMore" | "loadingMore" | "stale">;
  actions: TodoActions;
  /** Gets the focus when the last row went away. */
  composer: RefObject<HTMLElement | null>;
}

export function TodoList({ userId, todos, list, actions, composer }: TodoListProps) {
  const element = useRef<HTMLUListElement>(null);
  const keeper = useFocusKeeper(element, composer);
  return (
    <>
      <ul ref={element} className={styles.list} aria-label="Todos" aria-busy={list.stale} {...keeper}>
        {todos.map((todo) => (
          <TodoRow key={todo.id} userId={userId} todo={todo} unsaved={isUnsaved(todo)} actions={actions} />
        ))}
      </ul>
      {list.hasMore && (
        <button
          type="button"
          className={`quiet ${styles.more}`}
          disabled={list.loadingMore}
          onClick={list.loadMore}
        >
          {list.loadingMore ? "Loading…" : "Show more"}
        </button>
      )}
    </>
  );
}
