import { useEffect, useState } from "react";

const slowAfterMs = 3_000;

/**
 * Whether an answer is awaited for longer than a person waits without wondering.
 *
 * @param waiting what is awaited, by any value that differs between one thing and the next; undefined is nothing
 */
export function useSlow(waiting: unknown): boolean {
  const [slow, setSlow] = useState<unknown>();
  useEffect(() => {
    if (waiting === undefined) return;
    const timer = setTimeout(() => setSlow(waiting), slowAfterMs);
    return () => clearTimeout(timer);
  }, [waiting]);
  return waiting !== undefined && slow === waiting;
}
