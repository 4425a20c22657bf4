/**
 * Reports long steps on standard error: on a terminal one line that counts the seconds of those under way, elsewhere a
 * plain line when a step starts and one when it ends.
 */
export function createProgress(stream = process.stderr) {
  const live = stream.isTTY && !process.env.CI;
  const running = new Map();

  const clear = () => {
    if (live) stream.write("\r\x1b[K");
  };
  const draw = () => {
    if (!live || running.size === 0) return;
    const titles = [...running].map(([title, since]) => `${title} ${seconds(since)}`);
    clear();
    stream.write(titles.join(" · ").slice(0, (stream.columns || 80) - 1));
  };
  const line = (text) => {
    clear();
    stream.write(`${text}\n`);
    draw();
  };
  if (live) setInterval(draw, 1000).unref();

  return {
    /** Prints one line above whatever is under way. */
    line,
    /** Shows `title` until the work is settled. @returns the work's result. */
    async during(title, work) {
      const since = Date.now();
      running.set(title, since);
      if (live) draw();
      else line(`${title} …`);
      try {
        const result = await work;
        running.delete(title);
        line(`${title}: ${seconds(since)}`);
        return result;
      } finally {
        running.delete(title);
      }
    },
  };
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
