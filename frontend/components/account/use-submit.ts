import { type FormEvent, useState } from "react";

type Values = Record<string, string>;

/**
 * A form that is sent by a script.
 *
 * @param send gets the fields by their names, and throws with a message for people
 */
export function useSubmit(send: (values: Values, form: HTMLFormElement) => Promise<void>) {
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    setBusy(true);
    setError("");
    try {
      await send(Object.fromEntries(new FormData(form)) as Values, form);
    } catch (failure) {
      setError((failure as Error).message);
    } finally {
      setBusy(false);
    }
  }

  return { error, setError, busy, onSubmit };
}
