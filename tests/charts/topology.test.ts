import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { peerText } from "../../packages/config/src/docs/peer-text.ts";
import { type Any, charts, type EnvironmentName, environments, find, render, root } from "./helm.ts";

/** The rows of an environment's table in docs/topology.md, as `from → to port/protocol`. */
function documented(environment: EnvironmentName): string[] {
  const text = readFileSync(join(root, "docs", "topology.md"), "utf8");
  const [, section = ""] =
    new RegExp(`^## ${environment}\n(.*?)(?=^## |$(?![\\s\\S]))`, "ms").exec(text) ?? [];
  const rows = [...section.matchAll(/^\| ([^|]+) \| ([^|]+) \| (\d[^|]+) \|/gm)];
  const peer = (cell = "") => cell.replace(/^[\w ]+: /, "");
  return rows.flatMap(([, from, to, ports = ""]) =>
    ports.split(", ").map((port) => `${peer(from)} → ${peer(to)} ${port}`),
  );
}

/** A peer as the document names it: a service is itself, whatever namespace it is in. */
function nameOf(peer: Any): string {
  const name = peer.podSelector?.matchLabels?.["app.kubernetes.io/name"];
  return charts.includes(name) ? name : peerText(peer);
}

/** Every connection that the policies of an environment let through, as Helm renders them. */
async function allowed(environment: EnvironmentName): Promise<string[]> {
  const found = await Promise.all(
    charts.map(async (chart) => {
      const { ingress = [], egress = [] } = find(await render(chart, environment), "NetworkPolicy").spec;
      const lines = (rules: Any[], side: "from" | "to") =>
        rules.flatMap((rule) =>
          rule[side].flatMap((peer: Any) =>
            rule.ports.map(({ port, protocol }: Any) => {
              const [from, to] = side === "from" ? [nameOf(peer), chart] : [chart, nameOf(peer)];
              return `${from} → ${to} ${port}/${protocol}`;
            }),
          ),
        );
      return [...lines(ingress, "from"), ...lines(egress, "to")];
    }),
  );
  return [...new Set(found.flat())];
}

test.each(environments)(
  "docs/topology.md has what the policies of %s let through, and no more",
  async (environment) => {
    const lines = await allowed(environment);
    expect(lines.length).toBeGreaterThan(3);
    expect([...new Set(documented(environment))].sort()).toEqual(lines.sort());
  },
);
