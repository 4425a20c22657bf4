import { useState } from "react";
import { accountApi } from "@/lib/account-api";
import { newPasswordLimits, passwordMaxLength } from "@/lib/password";
import dialogStyles from "./dialog.module.css";
import { Field } from "./field";
import { FormFooter } from "./form-footer";
import { useSubmit } from "./use-submit";

export function ChangePassword({ email }: { email: string }) {
  const [done, setDone] = useState(false);
  const { error, busy, onSubmit } = useSubmit(async ({ current = "", next = "" }, form) => {
    setDone(false);
    await accountApi.changePassword(current, next);
    form.reset();
    setDone(true);
  });
  return (
    <form method="post" className={dialogStyles.part} onSubmit={onSubmit} aria-label="Change your password">
      <h3>Change your password</h3>
      {/* For password managers, which otherwise do not know whose password it is. */}
      <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
      <Field
        label="Current password"
        name="current"
        type="password"
        autoComplete="current-password"
        maxLength={passwordMaxLength}
        required
      />
      <Field
        label="New password"
        name="next"
        type="password"
        autoComplete="new-password"
        {...newPasswordLimits}
        required
      />
      <FormFooter error={error} busy={busy} submit="Change password" />
      <p role="status">{done && "Your password is changed. Other devices are signed out."}</p>
    </form>
  );
}
