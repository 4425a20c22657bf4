import { useSlow } from "@/components/feedback/use-slow";
import styles from "./account.module.css";

interface FormFooterProps {
  error: string;
  busy: boolean;
  submit: string;
  tone?: "danger" | "plain";
}

/** The end of a form: why it was refused, that it takes long, and the button. */
export function FormFooter({ error, busy, submit, tone }: FormFooterProps) {
  const slow = useSlow(busy || undefined);
  return (
    <>
      <p role="alert" className={styles.error}>
        {error}
      </p>
      <p role="status" className={styles.slow}>
        {slow && "The server is slow to answer. Still waiting …"}
      </p>
      <button type="submit" className="primary" data-tone={tone} disabled={busy}>
        {submit}
      </button>
    </>
  );
}
