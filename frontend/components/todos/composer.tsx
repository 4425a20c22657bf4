import { type FormEvent, type RefObject, useId } from "react";
import { PlusIcon } from "@/components/icons";
import { discardDraft, saveDraft, useDraft } from "@/lib/drafts";
import { oneLine } from "@/lib/one-line";
import { moreThanSpaces, type TodoFields, titleMaxLength, titleRule } from "@/lib/todo";
import { composerDraft } from "@/lib/todo-actions";
import styles from "./composer.module.css";
import { DueDateField, PriorityField } from "./fields";

const blank: TodoFields = { title: "", notes: null, priority: "normal", due_date: null };

interface ComposerProps {
  userId: string;
  onAdd: (fields: TodoFields) => void;
  inputRef: RefObject<HTMLInputElement | null>;
}

export function Composer({ userId, onAdd, inputRef }: ComposerProps) {
  const fields = useDraft<TodoFields>(userId, composerDraft) ?? blank;
  const change = (changes: Partial<TodoFields>) =>
    saveDraft(userId, composerDraft, { ...fields, ...changes });
  const id = useId();

  function submit(event: FormEvent) {
    event.preventDefault();
    const title = oneLine(fields.title);
    inputRef.current?.focus();
    if (!title) return;
    discardDraft(userId, composerDraft);
    onAdd({ ...fields, title });
  }

  return (
    <form className={styles.composer} onSubmit={submit} aria-label="Add a todo">
      <label htmlFor={id} className="visually-hidden">
        New todo
      </label>
      <input
        id={id}
        ref={inputRef}
        className={styles.title}
        dir="auto"
        placeholder="What needs doing?"
        autoComplete="off"
        enterKeyHint="done"
        maxLength={titleMaxLength}
        pattern={moreThanSpaces}
        title={titleRule}
        value={fields.title}
        onChange={(event) => change({ title: event.target.value })}
      />
      <div className={styles.details}>
        <DueDateField value={fields.due_date} onChange={(due_date) => change({ due_date })} />
        <PriorityField value={fields.priority} onChange={(priority) => change({ priority })} />
        <button type="submit" className="primary">
          <PlusIcon /> <span className="hidden-on-phones">Add</span>
        </button>
      </div>
    </form>
  );
}
