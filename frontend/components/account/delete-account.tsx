import { accountApi } from "@/lib/account-api";
import { leaveAccount } from "@/lib/leave-account";
import { passwordMaxLength } from "@/lib/password";
import dialogStyles from "./dialog.module.css";
import { Field } from "./field";
import { FormFooter } from "./form-footer";
import { useSubmit } from "./use-submit";

export function DeleteAccount() {
  const { error, busy, onSubmit } = useSubmit(async ({ password = "" }) => {
    await accountApi.deleteAccount(password);
    leaveAccount();
  });
  return (
    <form method="post" className={dialogStyles.part} onSubmit={onSubmit} aria-label="Delete your account">
      <h3>Delete your account</h3>
      <p>Deletes the account and all its todos, for good. This cannot be undone.</p>
      <Field
        label="Your password"
        name="password"
        type="password"
        autoComplete="current-password"
        maxLength={passwordMaxLength}
        required
      />
      <FormFooter error={error} busy={busy} submit="Delete account and todos" tone="danger" />
    </form>
  );
}
