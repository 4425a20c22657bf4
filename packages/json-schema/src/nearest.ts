import { distance } from "fastest-levenshtein";

/**
 * The candidate that was probably meant, or `undefined` if none is near.
 *
 * Near is an edit distance of at most a third of the longer word, rounded up (two letters swapped in a short one);
 * failing that, a word that the other one starts with, as `prod` stands for `production`.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const edits = distance(word.toLowerCase(), candidate.toLowerCase());
    const bound = Math.ceil(Math.max(word.length, candidate.length) / 3);
    if (edits <= bound && edits < bestDistance) {
      best = candidate;
      bestDistance = edits;
    }
  }
  return (
    best ?? [...candidates].find((candidate) => isShortFor(word, candidate) || isShortFor(candidate, word))
  );
}

function isShortFor(short: string, long: string): boolean {
  return short.length > 1 && long.toLowerCase().startsWith(short.toLowerCase());
}

/** `, did you mean "x"?` or nothing: the end of a sentence about an unknown name. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const name = nearest(word, candidates);
  return name === undefined ? "" : `; did you mean ${JSON.stringify(name)}?`;
}
