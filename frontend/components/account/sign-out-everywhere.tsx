import { accountApi } from "@/lib/account-api";
import { leaveAccount } from "@/lib/leave-account";
import { mayLoseChanges } from "@/lib/unsaved-changes";
import dialogStyles from "./dialog.module.css";
import { FormFooter } from "./form-footer";
import { useSubmit } from "./use-submit";

export function SignOutEverywhere() {
  const { error, busy, onSubmit } = useSubmit(async () => {
    if (!mayLoseChanges()) return;
    await accountApi.signOutEverywhere();
    leaveAccount();
  });
  return (
    <form method="post" className={dialogStyles.part} onSubmit={onSubmit} aria-label="Sign out everywhere">
      <h3>Sign out everywhere</h3>
      <p>Ends every session of this account: here, and on all other devices.</p>
      <FormFooter error={error} busy={busy} submit="Sign out everywhere" tone="plain" />
    </form>
  );
}
