import { readFileSync } from "node:fs";
import { measured } from "../measured.mjs";
import { documentsIn } from "./workplace.mjs";

/** Refuses to compare what does not make the same. @throws naming who differs, and in what. */
export function requireAgreement(players) {
  const expected = new Map();
  for (const { peer, tool, place } of players) {
    const { folder: cwd, env, output } = place;
    measured(tool.one, { cwd, env, output });
    const one = documentsIn([readFileSync(output, "utf8")]);
    place.clear();
    measured(tool.many(3), { cwd, env: { ...env, COUNT: "3" }, output });
    const found = JSON.stringify({ one, many: place.documents() }, undefined, 1);
    if (!expected.has(peer.makes)) expected.set(peer.makes, { name: peer.name, found });
    const first = expected.get(peer.makes);
    if (found !== first.found)
      throw new Error(
        `${peer.name} does not make what ${first.name} makes, so that their times say nothing.\n${first.name}: ${first.found}\n${peer.name}: ${found}`,
      );
  }
}
