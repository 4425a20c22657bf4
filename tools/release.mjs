/**
 * Publishes every package under the version that a tag names: node tools/release.mjs TAG [--dry-run]
 *
 * What the registry has already is left out, so a run that broke off can be repeated.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "./lib/workspace.mjs";

const { values: options, positionals } = parseArgs({
  options: { "dry-run": { type: "boolean" } },
  allowPositionals: true,
});
const version = /^v(\d+\.\d+\.\d+)$/.exec(positionals[0] ?? "")?.[1];
const packages = publishedPackages();
const faults = findFaults();
if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exit(2);
}
for (const { name, folder } of packages) {
  if (npm(["view", `${name}@${version}`, "version"], folder, "pipe").stdout?.trim() === version) {
    console.log(`${name} ${version} is published already`);
    continue;
  }
  const { status } = npm(
    ["publish", ...(options["dry-run"] ? ["--dry-run"] : ["--provenance"])],
    folder,
    "inherit",
  );
  if (status !== 0) process.exit(1);
}

/** Those that are not private; one that another names comes before it. */
function publishedPackages() {
  const all = readdirSync(join(root, "packages")).map((name) => {
    const folder = join(root, "packages", name);
    return { folder, ...JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) };
  });
  const ordered = [];
  const place = (one) => {
    if (ordered.includes(one)) return;
    const named = Object.keys({ ...one.dependencies, ...one.peerDependencies });
    for (const other of all.filter(({ name }) => named.includes(name))) place(other);
    ordered.push(one);
  };
  for (const one of all) if (!one.private) place(one);
  return ordered;
}

function findFaults() {
  if (version === undefined)
    return [`name the tag, such as v0.1.0, but not ${JSON.stringify(positionals[0])}`];
  const others = packages.filter((one) => one.version !== version);
  const pending = readdirSync(join(root, ".changeset")).filter((file) => /^(?!README).*\.md$/.test(file));
  return [
    ...others.map((one) => `${one.name} is of version ${one.version}, the tag says ${version}`),
    ...(pending.length > 0
      ? [
          `${pending.join(", ")} wait in .changeset: run \`npm run version-packages\` and commit before tagging`,
        ]
      : []),
  ];
}

function npm(args, cwd, stdio) {
  return spawnSync("npm", args, { cwd, encoding: "utf8", stdio });
}
