import { useQuery } from "@tanstack/react-query";
import { discardDraft, useDraft, useDraftKeys } from "@/lib/drafts";
import type { EditDraft } from "@/lib/edit-draft";
import type { Todo, TodoFields } from "@/lib/todo";
import { composerDraft } from "@/lib/todo-actions";
import type { TodoApi } from "@/lib/todo-api";
import styles from "./lost-drafts.module.css";

interface LostDraftsProps {
  userId: string;
  api: TodoApi;
  shown: readonly Todo[];
  onAdd: (fields: TodoFields) => void;
}

/** What was typed into todos that somebody has deleted elsewhere in the meantime. */
export function LostDrafts({ userId, shown, ...props }: LostDraftsProps) {
  const keys = useDraftKeys(userId);
  const missing = keys.filter((key) => key !== composerDraft && !shown.some(({ id }) => id === key));
  return missing.map((id) => <LostDraft key={id} userId={userId} id={id} {...props} />);
}

function LostDraft({ userId, id, api, onAdd }: Omit<LostDraftsProps, "shown"> & { id: string }) {
  const draft = useDraft<EditDraft>(userId, id);
  // Another view, or a page that is not loaded yet, does not show it either.
  const exists = useQuery({ queryKey: ["exists", id], queryFn: ({ signal }) => api.exists(id, signal) });
  if (!draft || exists.data !== false) return null;

  const fields = { ...draft.base, ...draft.changes };
  const discard = () => discardDraft(userId, id);
  return (
    <section className={styles.card} aria-label={`Unsaved changes to ${draft.base.title}`}>
      <p role="alert">
        <strong>“{draft.base.title}” was deleted elsewhere</strong> while you were editing it. What you typed
        is still here:
      </p>
      <blockquote>
        <bdi>{fields.title}</bdi>
        {fields.notes && (
          <span>
            <bdi>{fields.notes}</bdi>
          </span>
        )}
      </blockquote>
      <button
        type="button"
        className="primary"
        onClick={() => {
          discard();
          onAdd(fields);
        }}
      >
        Add it as a new todo
      </button>
      <button type="button" className="quiet" onClick={discard}>
        Discard
      </button>
    </section>
  );
}
