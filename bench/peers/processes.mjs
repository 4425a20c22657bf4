import { bareNode, median, timeOf } from "../pairs.mjs";

/** The moments of a process: what is done before it, in this order. */
export const moments = {
  cold: { what: "cold", prepare: (place) => place.anew() },
  warm: { what: "warm", prepare: () => {} },
  environment: { what: "after an edit of the environment", prepare: (place) => place.editEnvironment() },
  model: { what: "after an edit of the model", prepare: (place) => place.editModel() },
};

/**
 * One environment's YAML by one process, all peers in turn, so that what else the machine does falls on all.
 *
 * @returns of each the median in milliseconds, and the median of its ratios to `node -e 0` of the same round.
 */
export function measureProcesses(players, rounds) {
  const floors = [];
  const times = new Map(
    players.map(({ peer }) => [peer, { cold: [], warm: [], environment: [], model: [] }]),
  );
  for (let round = 0; round < rounds; round++) {
    floors.push(timeOf([process.execPath, ...bareNode.args], {}));
    for (const { peer, tool, place } of players)
      for (const [moment, { prepare }] of Object.entries(moments)) {
        prepare(place);
        times.get(peer)[moment].push(timeOf(tool.one, { cwd: place.folder, env: place.env }));
      }
  }
  const rows = players.map(({ peer }) => ({
    peer,
    moments: Object.fromEntries(
      Object.entries(times.get(peer)).map(([moment, all]) => [
        moment,
        { milliseconds: median(all), ratio: median(all.map((time, index) => time / floors[index])) },
      ]),
    ),
  }));
  return { floor: median(floors), rounds, rows };
}
