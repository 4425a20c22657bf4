"use client";

import { useState } from "react";
import { accountApi } from "@/lib/account-api";
import { leaveAccount } from "@/lib/leave-account";
import { showToast } from "@/lib/toasts";
import { mayLoseChanges } from "@/lib/unsaved-changes";

export function SignOutButton() {
  const [busy, setBusy] = useState(false);

  async function signOut() {
    if (!mayLoseChanges()) return;
    setBusy(true);
    try {
      await accountApi.signOut();
      leaveAccount();
    } catch (error) {
      showToast({ tone: "error", message: `You are still signed in: ${(error as Error).message}` });
      setBusy(false);
    }
  }

  return (
    <button type="button" className="quiet" disabled={busy} onClick={signOut}>
      Sign out
    </button>
  );
}
