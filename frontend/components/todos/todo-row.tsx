import { PencilIcon, TrashIcon } from "@/components/icons";
import { saveDraft, useDraft } from "@/lib/drafts";
import type { Todo, TodoFields } from "@/lib/todo";
import type { TodoActions } from "@/lib/todo-actions";
import { DueBadge, PriorityBadge } from "./badges";
import { TodoEditor } from "./todo-editor";
import styles from "./todo-list.module.css";

interface TodoRowProps {
  userId: string;
  todo: Todo;
  /** Whether the backend does not know the todo yet, so that nothing can be done to it. */
  unsaved: boolean;
  actions: TodoActions;
}

/** A todo; its editor is open as long as there is a draft of it, also after a reload. */
export function TodoRow({ userId, todo, unsaved, actions }: TodoRowProps) {
  const [draft, changeDraft] = useDraft<Partial<TodoFields>>(userId, todo.id, noDraft);
  if (draft !== noDraft) {
    return (
      <li className={styles.row} data-row={todo.id}>
        <TodoEditor userId={userId} todo={todo} draft={draft} onChange={changeDraft} onSave={actions.save} />
      </li>
    );
  }

  const { title, notes, priority, due_date } = todo;
  const edit = () => saveDraft(userId, todo.id, { title, notes, priority, due_date });
  return (
    <li className={styles.row} data-row={todo.id} data-done={todo.done} aria-busy={unsaved}>
      <label className={styles.check}>
        <input
          type="checkbox"
          data-control="done"
          checked={todo.done}
          disabled={unsaved}
          onChange={(event) => actions.setDone(todo, event.target.checked)}
        />
        <span className="visually-hidden">{title}</span>
      </label>
      <div className={styles.content}>
        <button type="button" className={styles.title} data-control="title" disabled={unsaved} onClick={edit}>
          <span className="visually-hidden">Edit </span>
          <span className={styles.text}>{title}</span>
          <PencilIcon />
        </button>
        {notes && <p className={styles.notes}>{notes}</p>}
        {(priority !== "normal" || due_date) && (
          <p className={styles.badges}>
            {priority !== "normal" && <PriorityBadge priority={priority} />}
            {due_date && <DueBadge day={due_date} done={todo.done} />}
          </p>
        )}
      </div>
      <button
        type="button"
        className={styles.delete}
        data-control="delete"
        disabled={unsaved}
        onClick={() => actions.remove(todo)}
      >
        <TrashIcon />
        <span className="visually-hidden">Delete {title}</span>
      </button>
    </li>
  );
}

const noDraft = {};
