import { measured } from "../measured.mjs";

/** A peer is ended that needs longer than this for one amount of environments, in seconds. */
const limit = 30;

/** More than a hundred environments are asked only of peers that make a hundred in less than this, in seconds. */
const quick = 0.6;

/** Generated environments by one process, from nothing to everything written: the faster of two runs, or of one of many. */
export function measureBulk(players, amounts) {
  const rows = players.map(({ peer }) => ({ peer, amounts: {} }));
  for (const amount of amounts)
    for (let run = 0; run < (amount > 100 ? 1 : 2); run++)
      players.forEach((player, index) => {
        const found = rows[index].amounts;
        if (amount <= 100 || found[100].seconds < quick)
          found[amount] = faster(found[amount], once(player, amount));
      });
  return { amounts, limit, quick, rows };
}

function once({ tool, place }, amount) {
  place.clear();
  const { folder: cwd, output } = place;
  return measured(tool.many(amount), { cwd, env: { ...place.env, COUNT: `${amount}` }, output, limit });
}

function faster(one, other) {
  return one && one.seconds <= other.seconds ? one : other;
}
