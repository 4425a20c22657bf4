type Level = "debug" | "info" | "warning" | "error";

/** Writes an event as one line of JSON, as the backend does: warnings and errors on stderr. */
export function log(level: Level, message: string, fields: Readonly<Record<string, unknown>> = {}): void {
  const line = JSON.stringify({
    time: new Date().toISOString(),
    level,
    logger: "todo-frontend",
    message,
    ...fields,
  });
  if (level === "warning" || level === "error") console.error(line);
  else console.log(line);
}

/** What a log line may hold of an error. Its other fields stay out: a driver puts values of the statement there. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { reason: String(error) };
  const { code } = error as { code?: unknown };
  return { reason: error.message, ...(code !== undefined && { code }), exception: error.stack };
}
