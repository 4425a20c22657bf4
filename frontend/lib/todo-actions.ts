import type { QueryClient } from "@tanstack/react-query";
import { tellOtherTabs } from "./account-channel";
import { announce } from "./announcements";
import { discardDraft, readDraft, saveDraft } from "./drafts";
import { changedFields, type EditDraft } from "./edit-draft";
import { retryWhileUnavailable } from "./query-client";
import { randomId } from "./random-id";
import { EditConflict, sendChange } from "./send-change";
import { createSequence, type Scope } from "./sequence";
import { showToast } from "./toasts";
import { fieldsOf, type Todo, type TodoFields, type View } from "./todo";
import type { TodoApi } from "./todo-api";
import { applyChange, type TodoChange, type TodoPages } from "./todo-pages";

export const todosKey = ["todos"] as const;
export const composerDraft = "new";

export type TodoActions = ReturnType<typeof createTodoActions>;

interface Outcome {
  onError(error: Error): void;
  onSuccess?(confirmed: TodoChange): void;
}

/**
 * What a person can do to their todos. Each action shows at once, is retried while the server is away,
 * and is taken back, with what was typed and a reason, when the server refuses it.
 */
export function createTodoActions(client: QueryClient, api: TodoApi, userId: string) {
  const sequence = createSequence();

  function perform(change: TodoChange, { onError, onSuccess }: Outcome): void {
    const scope = scopeOf(change);
    const before = sequence.before(scope);
    const mutation = client.getMutationCache().build(client, {
      ...client.defaultMutationOptions(),
      mutationKey: todosKey,
      mutationFn: async (wanted: TodoChange) => {
        await before;
        return sendChange(api, wanted);
      },
      // Sent twice, a batch would have nothing left to do, and nothing to undo.
      retry: scope === null ? false : retryWhileUnavailable,
      onSuccess: async (confirmed) => {
        // An answer that was on its way before would show the list as it was.
        await client.cancelQueries({ queryKey: todosKey });
        applyToCache(client, confirmed);
        onSuccess?.(confirmed);
      },
      onError,
      onSettled: () => {
        if (client.isMutating({ mutationKey: todosKey }) > 1) return;
        void client.invalidateQueries({ queryKey: todosKey });
        tellOtherTabs({ kind: "todos-changed", userId });
      },
    });
    // onError has said what there is to say.
    sequence.add(
      scope,
      mutation.execute(change).catch(() => undefined),
    );
  }

  const explain = (what: string) => (error: Error) =>
    showToast({ tone: "error", message: `${what}: ${error.message}` });

  function create(fields: TodoFields): void {
    perform(
      { kind: "create", todo: unsavedTodo(fields) },
      {
        onError(error) {
          const message = `“${fields.title}” was not added: ${error.message}`;
          const composerIsFree = readDraft(userId, composerDraft) === undefined;
          if (composerIsFree) saveDraft(userId, composerDraft, fields);
          const action = { label: "Try again", run: () => create(fields) };
          showToast({ tone: "error", message, ...(!composerIsFree && { action }) });
        },
      },
    );
    announce(`Added ${fields.title}`);
  }

  /** @param todo as the person saw it when they saved */
  function save(todo: Todo, typed: TodoFields): void {
    discardDraft(userId, todo.id);
    const names = changedFields(todo, typed);
    if (names.length === 0) return;
    const changes = Object.fromEntries(names.map((name) => [name, typed[name]]));
    perform(
      { kind: "edit", todo, fields: changes },
      {
        onError(error) {
          if (error instanceof EditConflict) {
            applyToCache(client, { kind: "edit", todo, fields: error.current });
          }
          saveDraft(userId, todo.id, { base: fieldsOf(todo), changes, open: true } satisfies EditDraft);
          explain(`“${typed.title}” was not saved`)(error);
        },
      },
    );
    announce(`Saved ${typed.title}`);
  }

  function setDone(todo: Todo, done: boolean): void {
    perform({ kind: "set-done", todo, done }, { onError: explain(`“${todo.title}” was not changed`) });
    announce(`${todo.title} ${done ? "completed" : "reopened"}`);
  }

  function remove(todo: Todo): void {
    const draft = readDraft<EditDraft>(userId, todo.id);
    const keepDraft = () => draft && saveDraft(userId, todo.id, draft);
    discardDraft(userId, todo.id);
    const onError = (error: Error) => {
      keepDraft();
      explain(`“${todo.title}” was not deleted`)(error);
    };
    perform({ kind: "delete", todo }, { onError });
    const undo = () => {
      keepDraft();
      perform({ kind: "restore", todo }, { onError: explain(`“${todo.title}” was not restored`) });
      announce(`Restored ${todo.title}`);
    };
    showToast({ message: `Deleted “${todo.title}”`, action: { label: "Undo", run: undo } });
  }

  /** Completes all that the view's filter shows, loaded or not. */
  function completeAll(view: View, loaded: readonly Todo[]): void {
    const ids = new Set(loaded.filter((todo) => !todo.done).map((todo) => todo.id));
    perform(
      { kind: "complete-all", view, ids },
      {
        onError: explain("It is not certain that all were completed"),
        onSuccess(confirmed) {
          if (confirmed.kind !== "complete-all" || !confirmed.result) return;
          const { count, batch } = confirmed.result;
          const undo = () => {
            const onError = explain("The todos were not reopened");
            perform({ kind: "undo-complete-all", batch, ids }, { onError });
            announce("Reopened the todos");
          };
          showToast({
            message: count === 1 ? "Completed 1 todo" : `Completed ${count} todos`,
            ...(count > 0 && { action: { label: "Undo", run: undo } }),
          });
        },
      },
    );
  }

  return { create, save, setDone, remove, completeAll };
}

function applyToCache(client: QueryClient, change: TodoChange): void {
  for (const [key, pages] of client.getQueriesData<TodoPages>({ queryKey: todosKey })) {
    if (pages) client.setQueryData(key, applyChange(pages, change, key[1] as View));
  }
}

/** New todos are stored one after the other: the backend's clock, by which they are ordered, then has them as the page. */
function scopeOf(change: TodoChange): Scope {
  if (!("todo" in change)) return null;
  return change.kind === "create" ? [change.todo.id, "new"] : [change.todo.id];
}

function unsavedTodo(fields: TodoFields): Todo {
  const now = new Date().toISOString();
  const unknownYet = { version: 0, created_at: now, updated_at: now, completed_at: null };
  return { ...fields, ...unknownYet, id: randomId(), done: false };
}
