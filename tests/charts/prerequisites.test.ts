import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Any, charts, environments, render, root } from "./helm.ts";

const page = readFileSync(join(root, "docs", "prerequisites.md"), "utf8");

/** What an object refers to by name, and does not bring along. */
function* references(node: Any): Generator<string> {
  if (typeof node !== "object" || node === null) return;
  if (node.secretKeyRef) yield* [node.secretKeyRef.name, node.secretKeyRef.key];
  for (const { name } of node.imagePullSecrets ?? []) yield name;
  if (node.ingressClassName) yield node.ingressClassName;
  for (const { secretName, hosts } of node.tls ?? []) yield* [secretName, ...hosts];
  for (const { name, namespace } of node.parentRefs ?? []) yield `${namespace}/${name}`;
  for (const hostname of node.hostnames ?? []) yield hostname;
  if (node.persistentVolumeClaim) yield node.persistentVolumeClaim.claimName;
  if (node.image) yield node.image;
  for (const child of Object.values(node)) yield* references(child);
}

test.each(environments)(
  "what the manifests of %s refer to and do not make is told beforehand",
  async (name) => {
    const manifests = (await Promise.all(charts.map((chart) => render(chart, name)))).flat();
    const made = new Set(
      manifests.flatMap(({ kind, metadata, data = {} }) =>
        kind === "Secret" ? [metadata.name, ...Object.keys(data)] : [metadata.name],
      ),
    );
    const section = page.split(/^## /m).find((text) => text.startsWith(`${name}\n`)) ?? "";
    const needed = [...new Set(references(manifests))].filter((reference) => !made.has(reference));
    expect(needed.length).toBeGreaterThan(0);
    for (const reference of needed) expect(section).toContain(`\`${reference}\``);
  },
);
