"use client";

import { useEffect, useRef, useState } from "react";
import { accountApi } from "@/lib/account-api";
import { tellOtherTabs } from "@/lib/account-channel";
import { goOnAt, useArrival } from "@/lib/arrival";
import { newPasswordLimits, passwordMaxLength } from "@/lib/password";
import styles from "./account.module.css";
import { Field } from "./field";
import { FormFooter } from "./form-footer";
import { useSubmit } from "./use-submit";

type Mode = "sign-in" | "sign-up";

const texts = {
  "sign-in": { title: "Sign in", submit: "Sign in", question: "No account yet?", other: "Create one" },
  "sign-up": {
    title: "Create your account",
    submit: "Create account",
    question: "Have an account?",
    other: "Sign in",
  },
} as const;

export function AccountForm({ sessionEnded }: { sessionEnded: boolean }) {
  const [mode, setMode] = useState<Mode>("sign-in");
  const heading = useRef<HTMLHeadingElement>(null);
  useArrival(heading);
  const text = texts[mode];
  const { error, setError, busy, onSubmit } = useSubmit(async ({ name = "", email = "", password = "" }) => {
    await (mode === "sign-in"
      ? accountApi.signIn({ email, password })
      : accountApi.signUp({ name, email, password }));
    const next = new URL(window.location.href);
    next.searchParams.delete("session");
    // A new document: the server decides anew what to show.
    goOnAt(next);
  });

  useEffect(() => tellOtherTabs({ kind: "signed-in", userId: null }), []);

  function changeMode() {
    setMode(mode === "sign-in" ? "sign-up" : "sign-in");
    setError("");
    heading.current?.focus();
  }

  return (
    <section className={styles.card}>
      <h1 ref={heading} tabIndex={-1}>
        {text.title}
      </h1>
      {sessionEnded && mode === "sign-in" && (
        <p className={styles.notice} role="status">
          Your session has ended. Sign in again; what you typed is still here.
        </p>
      )}
      {/* POST, so that a form sent before the script runs never puts a password into the address. */}
      <form method="post" onSubmit={onSubmit} className={styles.form} aria-busy={busy}>
        {mode === "sign-up" && (
          <Field label="Name" name="name" autoComplete="name" maxLength={100} required />
        )}
        <Field label="Email" name="email" type="email" autoComplete="username" maxLength={254} required />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete={mode === "sign-in" ? "current-password" : "new-password"}
          required
          {...(mode === "sign-up" ? newPasswordLimits : { maxLength: passwordMaxLength })}
        />
        <FormFooter error={error} busy={busy} submit={text.submit} />
      </form>
      <p className={styles.switch}>
        {text.question}{" "}
        <button type="button" className="link" onClick={changeMode}>
          {text.other}
        </button>
      </p>
    </section>
  );
}
