"use client";

import { type FocusEvent, useEffect, useRef, useState } from "react";
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
  const cameFrom = useRef<HTMLElement | null>(null);

  function holdFocus({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) {
    hold();
    if (relatedTarget instanceof HTMLElement && !currentTarget.contains(relatedTarget))
      cameFrom.current = relatedTarget;
  }

  /** The button goes with the toast: who pressed it by key goes on where they came from. */
  function leave(action: (toast: Toast) => void) {
    action(toast);
    if (cameFrom.current?.isConnected) cameFrom.current.focus();
  }

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
      onFocus={holdFocus}
      onBlur={release}
    >
      <p>{toast.message}</p>
      {toast.action && (
        <button
          type="button"
          className={styles.action}
          aria-keyshortcuts={toast.tone === "error" ? undefined : "Control+Z Meta+Z"}
          onClick={() => leave(takeToastAction)}
        >
          {toast.action.label}
        </button>
      )}
      <button type="button" className={styles.dismiss} onClick={() => leave(({ id }) => dismissToast(id))}>
        <CloseIcon />
        <span className="visually-hidden">Dismiss</span>
      </button>
    </div>
  );
}
