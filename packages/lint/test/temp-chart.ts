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

/** Forty definitions that all call each other with ever more, which takes too much to follow; b is not used. */
export function tangledFiles(): Record<string, string> {
  const names = Array.from({ length: 40 }, (_, at) => `part${at}`);
  const calls = (name: string) =>
    names.map((other) => `{{ include "${other}" (merge (dict "${name}" .v "v" .Values) .) }}`).join("");
  return {
    "values.yaml": "a: 1\nb: 2\n",
    "templates/_all.tpl": names.map((name) => `{{ define "${name}" }}${calls(name)}{{ end }}`).join("\n"),
    // Helm would not come to an end either.
    "templates/all.yaml":
      '{{ if kindIs "map" .Values.a }}{{ include "part0" (dict "v" .Values.a "Values" .Values.a) }}{{ .Values.c }}{{ end }}',
  };
}

/** A ConfigMap whose only datum is this template, as text. */
export const configMap = (datum: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  datum: '${datum}'\n`;
