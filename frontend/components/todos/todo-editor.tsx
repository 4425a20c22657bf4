import { type FormEvent, type KeyboardEvent, useId } from "react";
import { discardDraft, saveDraft } from "@/lib/drafts";
import { changedFields, conflictingFields, type EditDraft, leaveEditor } from "@/lib/edit-draft";
import { oneLine } from "@/lib/one-line";
import { showToast } from "@/lib/toasts";
import {
  fieldsOf,
  moreThanSpaces,
  notesMaxLength,
  type Todo,
  type TodoFields,
  titleMaxLength,
  titleRule,
} from "@/lib/todo";
import { EditConflictNotice } from "./edit-conflict-notice";
import { DueDateField, PriorityField } from "./fields";
import styles from "./todo-editor.module.css";

interface TodoEditorProps {
  userId: string;
  todo: Todo;
  draft: EditDraft;
  onSave: (todo: Todo, fields: TodoFields) => void;
}

export function TodoEditor({ userId, todo, draft, onSave }: TodoEditorProps) {
  const id = useId();
  const fields: TodoFields = { ...fieldsOf(todo), ...draft.changes };
  const conflicts = conflictingFields(draft.base, draft.changes, todo);
  const keep = (next: Partial<EditDraft>) => saveDraft(userId, todo.id, { ...draft, ...next });
  const change = (changes: Partial<TodoFields>) => keep({ changes: { ...draft.changes, ...changes } });

  function takeTheirs() {
    const ours = Object.entries(draft.changes).filter(
      ([name]) => !conflicts.includes(name as keyof TodoFields),
    );
    keep({ base: fieldsOf(todo), changes: Object.fromEntries(ours) });
  }

  function save() {
    const title = oneLine(fields.title);
    if (title) onSave(todo, { ...fields, title, notes: fields.notes?.trim() || null });
  }

  function cancel() {
    discardDraft(userId, todo.id);
    if (changedFields(todo, draft.changes).length === 0) return;
    const action = { label: "Undo", run: () => saveDraft(userId, todo.id, draft) };
    showToast({ message: `Discarded the changes to “${todo.title}”`, action });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape") leaveEditor(userId, todo, draft);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
  }

  return (
    <form
      className={styles.editor}
      aria-label={`Edit ${todo.title}`}
      onKeyDown={onKeyDown}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        save();
      }}
    >
      {conflicts.length > 0 && (
        <EditConflictNotice todo={todo} fields={conflicts} onTakeTheirs={takeTheirs} />
      )}
      <label htmlFor={`${id}-title`} className="visually-hidden">
        Title
      </label>
      <input
        id={`${id}-title`}
        // biome-ignore lint/a11y/noAutofocus: the editor opens where its button had the focus
        autoFocus
        dir="auto"
        required
        maxLength={titleMaxLength}
        pattern={moreThanSpaces}
        title={titleRule}
        autoComplete="off"
        value={fields.title}
        onChange={(event) => change({ title: event.target.value })}
      />
      <label htmlFor={`${id}-notes`} className="visually-hidden">
        Notes
      </label>
      <textarea
        id={`${id}-notes`}
        dir="auto"
        placeholder="Notes"
        rows={3}
        maxLength={notesMaxLength}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        value={fields.notes ?? ""}
        onChange={(event) => change({ notes: event.target.value || null })}
      />
      <div className={styles.details}>
        <DueDateField value={fields.due_date} onChange={(due_date) => change({ due_date })} />
        <PriorityField value={fields.priority} onChange={(priority) => change({ priority })} />
        <div className={styles.buttons}>
          <button type="button" className="quiet" onClick={cancel}>
            Cancel
          </button>
          <button type="submit" className="primary">
            Save
          </button>
        </div>
      </div>
    </form>
  );
}
