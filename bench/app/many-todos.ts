import { type Comparison, compare, type Target } from "./rounds.ts";

const orders = ["-created", "created", "due", "-due", "priority", "-priority", "title", "-title"] as const;
const filters = ["", "&done=false", "&done=true"] as const;

/** Texts by how many of the todos have them; fill.py puts them there. */
const texts = {
  "1 or 2 letters": ["a", "zi", "qu"],
  "1 in 2": ["quixotic"],
  "1 in 10": ["buzzard"],
  "1 in 10, the oldest": ["oldest"],
  "1 in 30": ["kumquat"],
  "1 in 100": ["zephyr"],
  "1 in 100, the newest": ["newest"],
  "1 in 300": ["jackal"],
  "1 in 1,000": ["vortex"],
  "1 in 10,000": ["sphinx"],
  none: ["nowhere", "xylophone quartz"],
};

export interface Worst extends Comparison {
  what: string;
  /** The query of the slowest. */
  query: string;
}

/**
 * Every order, filter and search over a user's many todos, compared with the newest-first list.
 *
 * @param list the list without a query
 * @param cursors of the middle of each order
 * @returns of each kind the slowest
 */
export async function* measureManyTodos(
  list: Target,
  cursors: Readonly<Record<string, string>>,
): AsyncGenerator<Worst> {
  const ordered = (part: string) =>
    orders.flatMap((order) => filters.map((filter) => `order=${order}${filter}${part}`));
  const kinds = {
    "an order or filter": ordered(""),
    "from the middle on": orders.flatMap((order) =>
      filters.map((filter) => `order=${order}${filter}&cursor=${cursors[order]}`),
    ),
    ...Object.fromEntries(
      Object.entries(texts).map(([share, words]) => [
        `a text that is in ${share}`,
        words.flatMap((word) => ordered(`&q=${encodeURIComponent(word)}`)),
      ]),
    ),
  };
  for (const [what, queries] of Object.entries(kinds)) {
    const against = (query: string, pairs: number) =>
      compare({ ...list, url: `${list.url}?${query}` }, list, { pairs });
    const slowest = { query: "", ratio: 0 };
    for (const query of queries) {
      const { ratio } = await against(query, 3);
      if (ratio > slowest.ratio) Object.assign(slowest, { query, ratio });
    }
    yield { what, query: slowest.query, ...(await against(slowest.query, 21)) };
  }
}
