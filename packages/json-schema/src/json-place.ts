/** Where `JSON.parse` stopped, as far as it tells. Its message may quote the text, which may be a secret. */
export function jsonPlace(error: unknown): string {
  const [, line, column] = /\(line (\d+) column (\d+)\)$/.exec((error as Error).message) ?? [];
  return line === undefined ? "" : ` (line ${line}, column ${column})`;
}
