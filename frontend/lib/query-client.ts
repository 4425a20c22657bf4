import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "./http";

const longestRetryDelayMs = 8_000;

/** Retries without end while the server is away, so that the page recovers by itself. */
export const retryWhileUnavailable = (_failures: number, error: Error) =>
  error instanceof ApiError && error.unavailable;

export function createQueryClient(onSessionEnd: () => void): QueryClient {
  const onError = (error: Error) => {
    if (error instanceof ApiError && error.signedOut) onSessionEnd();
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
