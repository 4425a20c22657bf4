import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { tempFolder } from "../../schema/test/support/temp-folder.ts";

const smallest = {
  "Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
  "values.yaml": "",
};

/** A chart in a folder that is removed when the test ends: its files by path, beside a Chart.yaml and an empty values.yaml. */
export function tempChart(files: Readonly<Record<string, string>>): string {
  const folder = join(tempFolder(), "web");
  for (const [path, content] of Object.entries({ ...smallest, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** A ConfigMap whose only datum is this template, as text. */
export const configMap = (datum: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  datum: '${datum}'\n`;
