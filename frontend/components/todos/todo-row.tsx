import { memo } from "react";
import { PencilIcon, TrashIcon } from "@/components/icons";
import { useDraft } from "@/lib/drafts";
import { type EditDraft, openEditor } from "@/lib/edit-draft";
import { isUnsaved, type Todo } from "@/lib/todo";
import type { TodoActions } from "@/lib/todo-actions";
import { DraftBadge, DueBadge, PriorityBadge } from "./badges";
import { TodoEditor } from "./todo-editor";
import styles from "./todo-list.module.css";

interface TodoRowProps {
  userId: string;
  todo: Todo;
  actions: TodoActions;
}

/** A todo; its editor stays open until it is saved or left, also after a reload. */
export const TodoRow = memo(function TodoRow({ userId, todo, actions }: TodoRowProps) {
  const draft = useDraft<EditDraft>(userId, todo.id);
  if (draft?.open) {
    return (
      <li className={styles.row} data-row={todo.id}>
        <TodoEditor userId={userId} todo={todo} draft={draft} onSave={actions.save} />
      </li>
    );
  }

  const { title, notes, priority, due_date } = todo;
  return (
    <li className={styles.row} data-row={todo.id} data-done={todo.done} aria-busy={isUnsaved(todo)}>
      <label className={styles.check}>
        <input
          type="checkbox"
          data-control="done"
          checked={todo.done}
          onChange={(event) => actions.setDone(todo, event.target.checked)}
        />
        <span className="visually-hidden">{title}</span>
      </label>
      <div className={styles.content}>
        <button
          type="button"
          className={styles.title}
          data-control="title"
          onClick={() => openEditor(userId, todo)}
        >
          <span className="visually-hidden">Edit </span>
          <bdi className={styles.text}>{title}</bdi>
          <PencilIcon />
        </button>
        {notes && (
          <p className={styles.notes}>
            <bdi>{notes}</bdi>
          </p>
        )}
        {(priority !== "normal" || due_date || draft) && (
          <p className={styles.badges}>
            {priority !== "normal" && <PriorityBadge priority={priority} />}
            {due_date && <DueBadge day={due_date} done={todo.done} />}
            {draft && <DraftBadge />}
          </p>
        )}
      </div>
      <button
        type="button"
        className={styles.delete}
        data-control="delete"
        onClick={() => actions.remove(todo)}
      >
        <TrashIcon />
        <span className="visually-hidden">Delete {title}</span>
      </button>
    </li>
  );
});
