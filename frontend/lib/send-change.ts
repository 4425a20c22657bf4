import { changedFields, conflictingFields } from "./edit-draft";
import { ApiError } from "./http";
import type { Todo, TodoFields } from "./todo";
import type { TodoApi } from "./todo-api";
import type { TodoChange } from "./todo-pages";

/** Somebody else gave the same field another value in the meantime. */
export class EditConflict extends Error {
  override readonly name = "EditConflict";
  /** The todo as it is now. */
  readonly current: Todo;

  constructor(current: Todo) {
    super("It was changed elsewhere at the same time. Look at both, and save again.");
    this.current = current;
  }
}

/**
 * Sends a change, and returns it as the backend confirmed it.
 *
 * @throws EditConflict
 */
export async function sendChange(api: TodoApi, change: TodoChange): Promise<TodoChange> {
  switch (change.kind) {
    case "create":
      return { ...change, todo: await api.create(change.todo) };
    case "edit":
      return { kind: "edit", todo: change.todo, fields: await edit(api, change.todo, change.fields) };
    case "set-done":
      return {
        kind: "edit",
        todo: change.todo,
        fields: await api.update(change.todo.id, { done: change.done }),
      };
    case "delete":
      await api.remove(change.todo.id);
      return change;
    case "restore":
      return { ...change, todo: await api.restore(change.todo.id) };
    case "complete-all":
      return { ...change, result: await api.completeAll(change.view) };
    case "undo-complete-all":
      await api.undoBatch(change.batch);
      return change;
  }
}

/** Changes of other fields, made elsewhere, do not stand in the way; nor does our own that was sent before. */
async function edit(api: TodoApi, base: Todo, fields: Partial<TodoFields>): Promise<Todo> {
  try {
    return await api.update(base.id, fields, base.version);
  } catch (error) {
    const current = error instanceof ApiError && error.status === 412 && error.answer.current;
    if (!current) throw error;
    if (conflictingFields(base, fields, current).length > 0) throw new EditConflict(current);
    const left = changedFields(current, fields);
    if (left.length === 0) return current;
    return edit(api, current, Object.fromEntries(left.map((name) => [name, fields[name]])));
  }
}
