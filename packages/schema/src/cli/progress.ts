/**
 * Shows what a long piece of work is doing: on a terminal one line that is written over, elsewhere nothing but a line
 * when the subject (the text before a colon) changes.
 */
export function showProgress(stream: NodeJS.WriteStream = process.stderr) {
  const isLive = stream.isTTY && !process.env["CI"];
  let subject = "";
  return {
    update(text: string): void {
      if (isLive) {
        stream.write(`\r\u001b[K${text.slice(0, (stream.columns || 80) - 1)}`);
        return;
      }
      const [next = ""] = text.split(":");
      if (next !== subject) stream.write(`checking ${next} …\n`);
      subject = next;
    },
    end(): void {
      if (isLive) stream.write("\r\u001b[K");
    },
  };
}
