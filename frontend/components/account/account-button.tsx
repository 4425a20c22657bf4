"use client";

import { useId, useRef } from "react";
import { CloseIcon, PersonIcon } from "@/components/icons";
import styles from "./account.module.css";
import { ChangePassword } from "./change-password";
import { DeleteAccount } from "./delete-account";
import dialogStyles from "./dialog.module.css";
import { SignOutEverywhere } from "./sign-out-everywhere";

interface AccountButtonProps {
  name: string;
  email: string;
}

/** Opens what a person can do about their own account. */
export function AccountButton({ name, email }: AccountButtonProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  return (
    <>
      <button
        type="button"
        className={styles.name}
        aria-haspopup="dialog"
        onClick={() => dialog.current?.showModal()}
      >
        <PersonIcon />
        <span className="visually-hidden">Account of </span>
        <span className={`hidden-on-phones ${styles.nameText}`}>{name}</span>
      </button>
      <dialog ref={dialog} className={dialogStyles.dialog} aria-labelledby={id}>
        <header>
          <h2 id={id}>Your account</h2>
          <form method="dialog">
            <button type="submit" className="quiet">
              <CloseIcon />
              <span className="visually-hidden">Close</span>
            </button>
          </form>
        </header>
        <p className={dialogStyles.who}>
          {name} · {email}
        </p>
        <ChangePassword email={email} />
        <SignOutEverywhere />
        <DeleteAccount />
      </dialog>
    </>
  );
}
