"use client";

/** Shown when the page itself cannot be made, such as while the accounts database is away. */
export default function ErrorPage({ reset }: { reset: () => void }) {
  return (
    <main className="notice">
      <h1>Something went wrong</h1>
      <p>The page could not be loaded. What you typed is kept.</p>
      <button type="button" className="primary" onClick={() => reset()}>
        Try again
      </button>
    </main>
  );
}
