"use client";

import { useState, useSyncExternalStore } from "react";
import { MoonIcon } from "@/components/icons";
import styles from "./header.module.css";

export type Theme = "light" | "dark";

const systemPrefersDark = "(prefers-color-scheme: dark)";
const yearInSeconds = 31_536_000;

/** Follows the system until it is pressed; the choice is a cookie, so the server renders it at once. */
export function ThemeToggle({ initial }: { initial: Theme | undefined }) {
  const [chosen, setChosen] = useState(initial);
  const systemDark = useSyncExternalStore(
    followSystem,
    () => matchMedia(systemPrefersDark).matches,
    () => false,
  );
  const dark = chosen ? chosen === "dark" : systemDark;

  function toggle() {
    const next: Theme = dark ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
    document.cookie = `theme=${next}; path=/; max-age=${yearInSeconds}; samesite=lax`;
    setChosen(next);
  }

  return (
    <button type="button" role="switch" aria-checked={dark} className={styles.icon} onClick={toggle}>
      <MoonIcon />
      <span className="visually-hidden">Dark mode</span>
    </button>
  );
}

function followSystem(listener: () => void): () => void {
  const query = matchMedia(systemPrefersDark);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}
