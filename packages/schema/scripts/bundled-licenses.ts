import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plugin } from "esbuild";

/** The folder of the package that a file belongs to. */
const packageFolder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

/** A plugin of esbuild: writes the licences of the packages that are bundled into `dist/THIRD-PARTY-LICENSES.txt`. */
export const bundledLicenses: Plugin = {
  name: "bundled-licenses",
  setup(build) {
    build.initialOptions.metafile = true;
    build.onEnd(({ metafile }) => {
      const inputs = Object.values(metafile?.outputs ?? {}).flatMap((output) => Object.keys(output.inputs));
      const folders = inputs.flatMap((input) => packageFolder.exec(input)?.[0] ?? []);
      // Its definitions are made of this package's declarations.
      if (inputs.some((input) => input.startsWith("../kubernetes/")))
        folders.push("../kubernetes/node_modules/kubernetes-models");
      const texts = [...new Set(folders)].map(license).sort();
      if (texts.length === 0) return;
      const file = "dist/THIRD-PARTY-LICENSES.txt";
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `What is bundled into this package, and its licences.\n\n${texts.join("\n")}`);
    });
  },
};

/** @throws when the package has no licence: it must not be bundled then. */
function license(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} ${version}, which is bundled, has no licence beside it`);
  const line = "-".repeat(80);
  return `${line}\n${name} ${version}\n${line}\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
}
