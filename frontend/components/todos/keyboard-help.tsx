import styles from "./keyboard-help.module.css";

const keys = [
  ["Ctrl K", "search"],
  ["↑ ↓", "move between todos"],
  ["Esc", "leave an edit"],
  ["Ctrl Z", "undo"],
] as const;

export function KeyboardHelp() {
  return (
    <dl className={styles.help} aria-label="Keyboard shortcuts">
      {keys.map(([key, action]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{action}</dd>
        </div>
      ))}
    </dl>
  );
}
