"use client";

import { useEffect, useState } from "react";
import { CloseIcon } from "@/components/icons";
import { dismissToast, type Toast, takeToastAction, useToasts } from "@/lib/toasts";
import styles from "./feedback.module.css";

const shownForMs = 10_000;

export function Toasts() {
  const toasts = useToasts();
  return (
    <div className={styles.toasts} role="status">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const [held, setHeld] = useState(false);
  const hold = () => setHeld(true);
  const release = () => setHeld(false);

  useEffect(() => {
    if (held || toast.tone === "error") return;
    const timer = setTimeout(() => dismissToast(toast.id), shownForMs);
    return () => clearTimeout(timer);
  }, [held, toast]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only holds the timer while someone is at it
    <div
      className={styles.toast}
      data-tone={toast.tone}
      onMouseEnter={hold}
      onMouseLeave={release}
      onFocus={hold}
      onBlur={release}
    >
      <p>{toast.message}</p>
      {toast.action && (
        <button
          type="button"
          className={styles.action}
          aria-keyshortcuts={toast.tone === "error" ? undefined : "Control+Z Meta+Z"}
          onClick={() => takeToastAction(toast)}
        >
          {toast.action.label}
        </button>
      )}
      <button type="button" className={styles.dismiss} onClick={() => dismissToast(toast.id)}>
        <CloseIcon />
        <span className="visually-hidden">Dismiss</span>
      </button>
    </div>
  );
}
