import Link from "next/link";

export default function NotFound() {
  return (
    <main className="notice">
      <h1>This page does not exist</h1>
      <p>
        <Link href="/">Go to your todos</Link>
      </p>
    </main>
  );
}
