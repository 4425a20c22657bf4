import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "./http";

const longestRetryDelayMs = 8_000;

/** Retries without end while the server is away, so that the page recovers by itself. */
export const retryWhileUnavailable = (_failures: number, error: Error) =>
  error instanceof ApiError && error.unavailable;

export interface AccountEvents {
  onSessionEnd(): void;
  /** Somebody else is signed in by now. */
  onAccountChange(): void;
}

export function createQueryClient({ onSessionEnd, onAccountChange }: AccountEvents): QueryClient {
  const onError = (error: Error) => {
    if (!(error instanceof ApiError)) return;
    if (error.signedOut) onSessionEnd();
    if (error.accountChanged) onAccountChange();
  };
  // "always": a machine without a network can still reach a server on itself.
  const shared = {
    networkMode: "always",
    retry: retryWhileUnavailable,
    retryDelay: (failures: number) => Math.min(1_000 * 2 ** failures, longestRetryDelayMs),
  } as const;
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: { queries: shared, mutations: shared },
  });
}
