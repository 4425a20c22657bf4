"use client";

import { useState } from "react";
import { accountApi } from "@/lib/account-api";
import { discardAllDrafts } from "@/lib/drafts";
import { showToast } from "@/lib/toasts";
import styles from "./account.module.css";

export function SignOutButton({ name }: { name: string }) {
  const [busy, setBusy] = useState(false);

  async function signOut() {
    setBusy(true);
    try {
      await accountApi.signOut();
      discardAllDrafts();
      // A new document: nothing of this account stays in memory.
      window.location.assign("/");
    } catch (error) {
      showToast({ tone: "error", message: `You are still signed in: ${(error as Error).message}` });
      setBusy(false);
    }
  }

  return (
    <>
      <span className={styles.name}>{name}</span>
      <button type="button" className="quiet" disabled={busy} onClick={signOut}>
        Sign out
      </button>
    </>
  );
}
