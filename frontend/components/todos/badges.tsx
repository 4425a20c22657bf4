import { CalendarIcon, FlagIcon, PencilIcon } from "@/components/icons";
import { describeDueDate } from "@/lib/due-date";
import type { Priority } from "@/lib/todo";
import styles from "./badges.module.css";

export function PriorityBadge({ priority }: { priority: Exclude<Priority, "normal"> }) {
  return (
    <span className={styles.badge} data-tone={priority === "high" ? "danger" : undefined}>
      <FlagIcon /> {priority === "high" ? "High" : "Low"}
      <span className="visually-hidden"> priority</span>
    </span>
  );
}

export function DueBadge({ day, done }: { day: string; done: boolean }) {
  const { text, when } = describeDueDate(day);
  const overdue = when === "overdue" && !done;
  const tone = overdue ? "danger" : when === "today" && !done ? "accent" : undefined;
  return (
    <span className={styles.badge} data-tone={tone}>
      <CalendarIcon />
      {overdue ? "Overdue," : <span className="visually-hidden">Due</span>} <time dateTime={day}>{text}</time>
    </span>
  );
}

/** What was typed and neither saved nor discarded opens again with the editor. */
export function DraftBadge() {
  return (
    <span className={styles.badge} data-tone="accent">
      <PencilIcon size={14} /> Unsaved changes
    </span>
  );
}
