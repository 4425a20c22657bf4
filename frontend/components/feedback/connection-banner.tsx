"use client";

import { useEffect, useRef } from "react";
import { announce } from "@/lib/announcements";
import styles from "./feedback.module.css";

interface ConnectionBannerProps {
  unavailable: boolean;
  saving: boolean;
}

/** Lies over the page, so that nothing moves under a person who is typing. */
export function ConnectionBanner({ unavailable, saving }: ConnectionBannerProps) {
  const wasUnavailable = useRef(false);
  useEffect(() => {
    if (wasUnavailable.current && !unavailable) announce("The connection is back.");
    wasUnavailable.current = unavailable;
  }, [unavailable]);

  useEffect(() => {
    if (!unavailable || !saving) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [unavailable, saving]);

  return (
    <div role="alert">
      {unavailable && (
        <p className={styles.banner}>
          <strong>The server is not answering.</strong>{" "}
          {saving
            ? "Your changes are kept on this page and saved as soon as it is back."
            : "Trying again by itself; nothing you type is lost."}
        </p>
      )}
    </div>
  );
}
