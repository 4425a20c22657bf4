"use client";

import { useEffect, useRef } from "react";
import { announce } from "@/lib/announcements";
import { guardChanges, releaseChanges } from "@/lib/unsaved-changes";
import styles from "./feedback.module.css";

export type Connection = "good" | "slow" | "lost";

interface ConnectionBannerProps {
  connection: Connection;
  saving: boolean;
}

const titles = { slow: "The server is slow to answer.", lost: "The server is not answering." };

/** Lies over the page, so that nothing moves under a person who is typing. */
export function ConnectionBanner({ connection, saving }: ConnectionBannerProps) {
  const wasLost = useRef(false);
  useEffect(() => {
    if (wasLost.current && connection !== "lost") announce("The connection is back.");
    wasLost.current = connection === "lost";
  }, [connection]);

  useEffect(() => {
    if (connection === "good" || !saving) return;
    guardChanges();
    return releaseChanges;
  }, [connection, saving]);

  return (
    <div role="alert">
      {connection !== "good" && (
        <p className={styles.banner}>
          <strong>{titles[connection]}</strong>{" "}
          {saving
            ? "Your changes are kept on this page and saved as soon as it does."
            : "Trying again by itself; nothing you type is lost."}
        </p>
      )}
    </div>
  );
}
