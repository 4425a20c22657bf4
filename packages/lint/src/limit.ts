/** Lets at most so many pieces of work run at a time; others wait for their turn. */
export function createLimit(most: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // A turn is handed on, so that nobody new comes before who waits.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
