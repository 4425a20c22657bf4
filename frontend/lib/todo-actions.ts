import type { QueryClient } from "@tanstack/react-query";
import { announce } from "./announcements";
import { discardDraft, hasDraft, saveDraft } from "./drafts";
import { ApiError } from "./http";
import { retryWhileUnavailable } from "./query-client";
import { randomId } from "./random-id";
import { showToast } from "./toasts";
import type { Todo, TodoFields, View } from "./todo";
import { todoApi } from "./todo-api";
import { applyChange, type TodoChange, type TodoPages } from "./todo-pages";

export const todosKey = ["todos"] as const;
export const composerDraft = "new";

/** Todos that only this page knows so far. */
const unsavedPrefix = "unsaved-";

export const isUnsaved = (todo: Todo) => todo.id.startsWith(unsavedPrefix);

export type TodoActions = ReturnType<typeof createTodoActions>;

/**
 * What a person can do to their todos. Each action shows at once, is retried while the server is away,
 * and is taken back, with what was typed and a reason, when the server refuses it.
 */
export function createTodoActions(client: QueryClient, userId: string) {
  function perform(change: TodoChange, onError: (error: Error) => void): void {
    const mutation = client.getMutationCache().build(client, {
      ...client.defaultMutationOptions(),
      mutationKey: todosKey,
      // Changes to one todo arrive in the order in which they were made.
      scope: { id: scopeOf(change) },
      mutationFn: send,
      retry: change.kind === "create" ? retryIfNotSent : retryWhileUnavailable,
      onSuccess: (confirmed) => applyToCache(client, confirmed),
      onError,
      onSettled: () => {
        const isLast = client.isMutating({ mutationKey: todosKey }) === 1;
        if (isLast) void client.invalidateQueries({ queryKey: todosKey });
      },
    });
    // onError has said what there is to say.
    mutation.execute(change).catch(() => undefined);
  }

  const explain = (what: string) => (error: Error) =>
    showToast({ tone: "error", message: `${what}: ${error.message}` });

  function create(fields: TodoFields): void {
    perform({ kind: "create", todo: unsavedTodo(fields) }, (error) => {
      if (!hasDraft(userId, composerDraft)) {
        saveDraft(userId, composerDraft, fields);
        explain(`“${fields.title}” was not added`)(error);
      } else {
        const action = { label: "Try again", run: () => create(fields) };
        showToast({ tone: "error", message: `“${fields.title}” was not added: ${error.message}`, action });
      }
    });
    announce(`Added ${fields.title}`);
  }

  function save(todo: Todo, fields: TodoFields): void {
    discardDraft(userId, todo.id);
    perform({ kind: "update", todo, fields }, (error) => {
      saveDraft(userId, todo.id, fields);
      explain(`“${fields.title}” was not saved`)(error);
    });
    announce(`Saved ${fields.title}`);
  }

  function setDone(todo: Todo, done: boolean): void {
    perform({ kind: "update", todo, fields: { done } }, explain(`“${todo.title}” was not changed`));
    announce(`${todo.title} ${done ? "completed" : "reopened"}`);
  }

  function remove(todo: Todo): void {
    discardDraft(userId, todo.id);
    perform({ kind: "delete", todo }, explain(`“${todo.title}” was not deleted`));
    showToast({
      message: `Deleted “${todo.title}”`,
      action: {
        label: "Undo",
        run: () => {
          perform({ kind: "restore", todo }, explain(`“${todo.title}” was not restored`));
          announce(`Restored ${todo.title}`);
        },
      },
    });
  }

  function completeAll(todos: readonly Todo[]): void {
    const ids = todos.map(({ id }) => id);
    const setAll = (done: boolean) =>
      perform({ kind: "set-done", ids, done }, explain("The todos were not changed"));
    setAll(true);
    showToast({
      message: ids.length === 1 ? "Completed 1 todo" : `Completed ${ids.length} todos`,
      action: { label: "Undo", run: () => setAll(false) },
    });
  }

  return { create, save, setDone, remove, completeAll };
}

/** Sends a change, and returns it as the backend confirmed it. */
async function send(change: TodoChange): Promise<TodoChange> {
  switch (change.kind) {
    case "create": {
      const { title, notes, priority, due_date } = change.todo;
      return { ...change, todo: await todoApi.create({ title, notes, priority, due_date }) };
    }
    case "update":
      return { ...change, fields: await todoApi.update(change.todo.id, change.fields) };
    case "delete":
      await todoApi.remove(change.todo.id);
      return change;
    case "restore":
      return { ...change, todo: await todoApi.restore(change.todo.id) };
    case "set-done":
      if (change.done) return { ...change, ids: (await todoApi.complete(change.ids)).completed };
      await Promise.all(change.ids.map((id) => todoApi.update(id, { done: false })));
      return change;
  }
}

/** Sent twice, a new todo would be there twice: only a 503 proves that it did not arrive. */
const retryIfNotSent = (_failures: number, error: Error) => error instanceof ApiError && error.status === 503;

function applyToCache(client: QueryClient, change: TodoChange): void {
  for (const [key, pages] of client.getQueriesData<TodoPages>({ queryKey: todosKey })) {
    if (pages) client.setQueryData(key, applyChange(pages, change, key[1] as View));
  }
}

const scopeOf = (change: TodoChange) => (change.kind === "set-done" ? "all" : change.todo.id);

function unsavedTodo(fields: TodoFields): Todo {
  const now = new Date().toISOString();
  const id = `${unsavedPrefix}${randomId()}`;
  return { ...fields, id, done: false, created_at: now, updated_at: now, completed_at: null };
}
