import { useId } from "react";
import type { Priority } from "@/lib/todo";
import styles from "./fields.module.css";

const priorities: Record<Priority, string> = { high: "High", normal: "Normal", low: "Low" };

interface DueDateFieldProps {
  value: string | null;
  onChange: (value: string | null) => void;
}

export function DueDateField({ value, onChange }: DueDateFieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id} className="hidden-on-phones">
        Due
      </label>
      <input
        id={id}
        type="date"
        max="9999-12-31"
        data-empty={!value}
        value={value ?? ""}
        onChange={(event) => onChange(event.target.value || null)}
      />
    </div>
  );
}

interface PriorityFieldProps {
  value: Priority;
  onChange: (value: Priority) => void;
}

export function PriorityField({ value, onChange }: PriorityFieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id} className="hidden-on-phones">
        Priority
      </label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value as Priority)}>
        {Object.entries(priorities).map(([priority, text]) => (
          <option key={priority} value={priority}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
