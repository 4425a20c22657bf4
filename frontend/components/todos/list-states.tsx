import { CheckAllIcon, CloudOffIcon, SearchIcon } from "@/components/icons";
import type { View } from "@/lib/todo";
import styles from "./todo-list.module.css";

const skeletonRows = ["a", "b", "c", "d", "e"];

/** Rows of the height that the loaded ones have. */
export function Skeleton() {
  return (
    <div className={styles.list} role="status">
      <span className="visually-hidden">Loading your todos</span>
      {skeletonRows.map((row) => (
        <div key={row} className={styles.row} aria-hidden="true">
          <span className={styles.bone} />
        </div>
      ))}
    </div>
  );
}

/** Why there is nothing to show, and what to do about it. */
export function Nothing({ view: { filter, search } }: { view: View }) {
  const [title, advice] = search
    ? [`Nothing matches “${search}”`, "Try fewer or other words."]
    : filter === "done"
      ? ["Nothing done yet", "Todos that you complete are kept here."]
      : filter === "open"
        ? ["All done", "Nothing is left to do. Enjoy it."]
        : ["Nothing to do yet", "Write your first todo above and press Enter."];
  return (
    <div className={styles.nothing}>
      <span className={styles.nothingIcon}>{search ? <SearchIcon /> : <CheckAllIcon />}</span>
      <p className={styles.nothingTitle}>{title}</p>
      <p>{advice}</p>
    </div>
  );
}

/** `error` is missing while the server is being asked again and again. */
export function Failure({ error, onRetry }: { error: Error | null; onRetry: () => void }) {
  return (
    <div className={styles.nothing}>
      <span className={styles.nothingIcon} data-tone="danger">
        <CloudOffIcon />
      </span>
      <p className={styles.nothingTitle}>Your todos cannot be loaded right now</p>
      <p>{error ? error.message : "They will appear here as soon as the server is back."}</p>
      {error && (
        <button type="button" className="quiet" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}
