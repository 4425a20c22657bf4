"use client";

import { type FormEvent, useRef, useState } from "react";
import { accountApi } from "@/lib/account-api";
import styles from "./account.module.css";
import { Field } from "./field";

type Mode = "sign-in" | "sign-up";

const texts = {
  "sign-in": { title: "Welcome back", submit: "Sign in", question: "No account yet?", other: "Create one" },
  "sign-up": {
    title: "Create your account",
    submit: "Create account",
    question: "Have an account?",
    other: "Sign in",
  },
} as const;

const passwordMinLength = 8;

export function AccountForm({ sessionEnded }: { sessionEnded: boolean }) {
  const [mode, setMode] = useState<Mode>("sign-in");
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const text = texts[mode];

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { name, ...credentials } = Object.fromEntries(new FormData(event.currentTarget)) as Record<
      "name" | "email" | "password",
      string
    >;
    setBusy(true);
    setError("");
    try {
      await (mode === "sign-in"
        ? accountApi.signIn(credentials)
        : accountApi.signUp({ name, ...credentials }));
      const next = new URL(window.location.href);
      next.searchParams.delete("session");
      // A new document: the server decides anew what to show.
      window.location.assign(next);
    } catch (failure) {
      setError((failure as Error).message);
      setBusy(false);
    }
  }

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
      <form method="post" onSubmit={submit} className={styles.form} aria-busy={busy}>
        {mode === "sign-up" && (
          <Field label="Name" name="name" autoComplete="name" maxLength={100} required />
        )}
        <Field label="Email" name="email" type="email" autoComplete="username" maxLength={254} required />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete={mode === "sign-in" ? "current-password" : "new-password"}
          minLength={mode === "sign-up" ? passwordMinLength : undefined}
          maxLength={128}
          hint={mode === "sign-up" ? `At least ${passwordMinLength} characters` : undefined}
          required
        />
        <p role="alert" className={styles.error}>
          {error}
        </p>
        <button type="submit" className="primary" disabled={busy}>
          {text.submit}
        </button>
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
