import { distance } from "fastest-levenshtein";

/**
 * The candidate that was probably meant, or `undefined` if none is near.
 *
 * Near is an edit distance of at most a third of the longer word, rounded up (two letters swapped in a short one), and
 * in names of several words, as `priorityClassName`, so is each word: another word, or one more, is another name.
 * Failing that, a word that the other one starts with, as `prod` stands for `production`.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const edits = distance(word.toLowerCase(), candidate.toLowerCase());
    if (edits < bestDistance && isNear(edits, word, candidate) && areWordsNear(edits, word, candidate)) {
      best = candidate;
      bestDistance = edits;
    }
  }
  return (
    best ?? [...candidates].find((candidate) => isShortFor(word, candidate) || isShortFor(candidate, word))
  );
}

function isNear(edits: number, word: string, candidate: string): boolean {
  return edits <= Math.ceil(Math.max(word.length, candidate.length) / 3);
}

function areWordsNear(edits: number, word: string, candidate: string): boolean {
  const [words, others] = [wordsOf(word), wordsOf(candidate)];
  // A separator or a letter too many makes two words of one.
  if (words.length !== others.length) return edits <= 2;
  return words.every((each, at) => {
    const other = others[at] as string;
    const edits = distance(each, other);
    return edits <= 2 || isNear(edits, each, other);
  });
}

/** `priorityClassName` and `priority-class-name` have three. */
function wordsOf(name: string): string[] {
  return name
    .replace(/(?<=\p{Ll}|\p{N})(?=\p{Lu})/gu, " ")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
}

function isShortFor(short: string, long: string): boolean {
  return short.length > 1 && long.toLowerCase().startsWith(short.toLowerCase());
}

/** `, did you mean "x"?` or nothing: the end of a sentence about an unknown name. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const name = nearest(word, candidates);
  return name === undefined ? "" : `; did you mean ${JSON.stringify(name)}?`;
}
