"use client";

import type { ReactNode } from "react";
import { Announcer } from "./announcer";
import styles from "./feedback.module.css";
import { Toasts } from "./toasts";

/** Everything the page says by itself, in one place at the bottom of the window. */
export function Feedback({ children }: { children?: ReactNode }) {
  return (
    <section className={styles.feedback} aria-label="Messages">
      {children}
      <Toasts />
      <Announcer />
    </section>
  );
}
