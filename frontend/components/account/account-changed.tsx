import { useEffect, useRef } from "react";
import { goOnAt } from "@/lib/arrival";

/** Stands where the todos of `userName` were. */
export function AccountChanged({ userName }: { userName: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main className="notice">
      <div role="alert">
        <h1 ref={heading} tabIndex={-1}>
          Another account is signed in now
        </h1>
        <p>
          This tab showed the todos of {userName}. Somebody signed in with another account in this browser, so
          they are hidden. What you typed here is kept for {userName}.
        </p>
      </div>
      <button type="button" className="primary" onClick={() => goOnAt(window.location.href)}>
        Show the other account’s todos
      </button>
    </main>
  );
}
