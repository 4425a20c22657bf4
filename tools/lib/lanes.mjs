/**
 * Lets so many pieces of work go on at a time.
 *
 * @returns `run(rank, work)`: waits for a free lane, those of a low rank first, and gives the work's result.
 */
export function createLanes(count) {
  const waiting = [];
  let free = count;
  const next = () => {
    if (free === 0 || waiting.length === 0) return;
    free -= 1;
    waiting.sort((a, b) => a.rank - b.rank);
    waiting.shift().start();
  };
  return async (rank, work) => {
    await new Promise((start) => {
      waiting.push({ rank, start });
      // All that can start now is to be ranked first.
      setImmediate(next);
    });
    try {
      return await work();
    } finally {
      free += 1;
      next();
    }
  };
}
