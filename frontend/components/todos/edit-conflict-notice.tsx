import type { TodoFields } from "@/lib/todo";
import styles from "./todo-editor.module.css";

interface EditConflictNoticeProps {
  /** As it is elsewhere. */
  todo: TodoFields;
  fields: readonly (keyof TodoFields)[];
  onTakeTheirs: () => void;
}

const names: Record<keyof TodoFields, string> = {
  title: "Title",
  notes: "Notes",
  due_date: "Due",
  priority: "Priority",
};

export function EditConflictNotice({ todo, fields, onTakeTheirs }: EditConflictNoticeProps) {
  return (
    <div className={styles.conflict} role="alert">
      <p>This todo was changed elsewhere while you were editing. Saving keeps what you typed.</p>
      <dl>
        {fields.map((name) => (
          <div key={name}>
            <dt>{names[name]} elsewhere</dt>
            <dd>
              <bdi>{todo[name] ?? "none"}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <button type="button" className="link" onClick={onTakeTheirs}>
        Take theirs
      </button>
    </div>
  );
}
