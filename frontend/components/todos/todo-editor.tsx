import { type FormEvent, type KeyboardEvent, useId } from "react";
import { discardDraft } from "@/lib/drafts";
import { notesMaxLength, type Todo, type TodoFields, titleMaxLength } from "@/lib/todo";
import { DueDateField, PriorityField } from "./fields";
import styles from "./todo-editor.module.css";

interface TodoEditorProps {
  userId: string;
  todo: Todo;
  draft: Partial<TodoFields>;
  onChange: (changes: Partial<TodoFields>) => void;
  onSave: (todo: Todo, fields: TodoFields) => void;
}

export function TodoEditor({ userId, todo, draft, onChange, onSave }: TodoEditorProps) {
  const id = useId();
  const fields: TodoFields = { ...todo, ...draft };
  const cancel = () => discardDraft(userId, todo.id);

  function save() {
    const { priority, due_date } = fields;
    const title = fields.title.trim();
    if (title) onSave(todo, { title, notes: fields.notes?.trim() || null, priority, due_date });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape") cancel();
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
      <label htmlFor={`${id}-title`} className="visually-hidden">
        Title
      </label>
      <input
        id={`${id}-title`}
        // biome-ignore lint/a11y/noAutofocus: the editor opens where its button had the focus
        autoFocus
        required
        maxLength={titleMaxLength}
        autoComplete="off"
        value={fields.title}
        onChange={(event) => onChange({ title: event.target.value })}
      />
      <label htmlFor={`${id}-notes`} className="visually-hidden">
        Notes
      </label>
      <textarea
        id={`${id}-notes`}
        placeholder="Notes"
        rows={3}
        maxLength={notesMaxLength}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        value={fields.notes ?? ""}
        onChange={(event) => onChange({ notes: event.target.value })}
      />
      <div className={styles.details}>
        <DueDateField value={fields.due_date} onChange={(due_date) => onChange({ due_date })} />
        <PriorityField value={fields.priority} onChange={(priority) => onChange({ priority })} />
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
