/**
 * Shows what a long piece of work is doing: on a terminal one line that is written over, elsewhere one line
 * for every subject (the text before a colon).
 */
export function showProgress(stream: NodeJS.WriteStream = process.stderr) {
  const isLive = stream.isTTY && !process.env["CI"];
  const subjects = new Set<string>();
  return {
    update(text: string): void {
      if (isLive) {
        stream.write(`\r\u001b[K${text.slice(0, (stream.columns || 80) - 1)}`);
        return;
      }
      const [subject = ""] = text.split(":");
      if (!subjects.has(subject)) stream.write(`checking ${subject} …\n`);
      subjects.add(subject);
    },
    end(): void {
      if (isLive) stream.write("\r\u001b[K");
    },
  };
}
