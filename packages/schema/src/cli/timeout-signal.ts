import { UsageError } from "../usage-error.ts";

/**
 * The signal of `--timeout SECONDS`.
 *
 * @throws {UsageError} for what is no number of seconds from above 0 to a day.
 */
export function timeoutSignal(seconds: string): AbortSignal {
  const number = Number(seconds);
  if (!(number > 0) || number > 86_400)
    throw new UsageError(`--timeout: expected seconds, 1 to 86400, but got ${JSON.stringify(seconds)}`);
  return AbortSignal.timeout(Math.ceil(number * 1000));
}
