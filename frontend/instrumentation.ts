export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const [{ closeConnectionsOnShutdown }, { startOrExit }] = await Promise.all([
    import("@/lib/server/drain"),
    import("@/lib/server/start"),
  ]);
  closeConnectionsOnShutdown();
  await startOrExit();
}
