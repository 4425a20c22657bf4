import type { ReactNode } from "react";
import { LogoIcon } from "@/components/icons";
import styles from "./header.module.css";
import { type Theme, ThemeToggle } from "./theme-toggle";

export function Header({ theme, children }: { theme: Theme | undefined; children?: ReactNode }) {
  return (
    <header className={styles.header}>
      <p className={styles.brand}>
        <LogoIcon /> Todos
      </p>
      <div className={styles.account}>
        {children}
        <ThemeToggle initial={theme} />
      </div>
    </header>
  );
}
