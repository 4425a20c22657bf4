import { measured } from "../measured.mjs";

/** A peer that needs longer than this for one amount of environments is not waited for, in milliseconds. */
const patience = 120_000;

/** Generated environments by one process, from nothing to everything written: the faster of two runs, or of one of many. */
export function measureBulk(players, amounts) {
  const rows = players.map(({ peer }) => ({ peer, amounts: {} }));
  for (const amount of amounts)
    for (let run = 0; run < (amount > 1000 ? 1 : 2); run++)
      players.forEach((player, index) => {
        const found = rows[index].amounts;
        if (amount <= (player.peer.most ?? amount))
          found[amount] = faster(found[amount], once(player, amount));
      });
  return { amounts, rows };
}

function once({ tool, place }, amount) {
  place.clear();
  const { folder: cwd, output } = place;
  try {
    return measured(tool.many(amount), {
      cwd,
      env: { ...place.env, COUNT: `${amount}` },
      output,
      timeout: patience,
    });
  } catch (error) {
    if (error.code === "ETIMEDOUT") return { over: patience / 1000 };
    throw error;
  }
}

function faster(one, other) {
  return one && one.seconds <= other.seconds ? one : other;
}
