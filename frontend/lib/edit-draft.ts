import { discardDraft, readDraft, saveDraft } from "./drafts";
import { fieldNames, fieldsOf, type Todo, type TodoFields } from "./todo";

/** What was typed into the editor of a todo. */
export interface EditDraft {
  /** The todo as it was when the editor was opened. */
  base: TodoFields;
  /** The fields that are to be others. */
  changes: Partial<TodoFields>;
  /** Whether the editor is open; one that was left with Esc keeps what was typed. */
  open: boolean;
}

/** Opens the editor, with what was typed the last time. */
export function openEditor(userId: string, todo: Todo): void {
  const draft = readDraft<EditDraft>(userId, todo.id) ?? { base: fieldsOf(todo), changes: {} };
  saveDraft(userId, todo.id, { ...draft, open: true });
}

/** Closes the editor, and keeps what was typed. */
export function leaveEditor(userId: string, todo: Todo, draft: EditDraft): void {
  if (changedFields(todo, draft.changes).length === 0) discardDraft(userId, todo.id);
  else saveDraft(userId, todo.id, { ...draft, open: false });
}

/** The names of the fields that `changes` gives another value. */
export function changedFields(todo: TodoFields, changes: Partial<TodoFields>): (keyof TodoFields)[] {
  return fieldNames.filter((name) => changes[name] !== undefined && changes[name] !== todo[name]);
}

/** The fields that were changed here since `base`, and to something else in `current`. */
export function conflictingFields(
  base: TodoFields,
  changes: Partial<TodoFields>,
  current: TodoFields,
): (keyof TodoFields)[] {
  return changedFields(current, changes).filter((name) => current[name] !== base[name]);
}
