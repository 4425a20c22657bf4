import { expect, test } from "vitest";
import { placeOf } from "../../src/template/yaml-place.ts";

/** The place of the line with `{{ x` in it. */
function placeIn(template: string): string | undefined {
  const lines = template.split("\n");
  const place = placeOf(
    lines,
    lines.findIndex((line) => line.includes("{{ x") || line.includes("{{- x")) + 1,
  );
  return place && `${place.kind ?? "?"}:${place.keys.join("/")}`;
}

test.each([
  ["behind its key", "kind: Service\nspec:\n  type: {{ x }}\n", "Service:spec/type"],
  ["in quotes", 'kind: Service\nspec:\n  type: "{{ x }}"\n', "Service:spec/type"],
  ["below its key", "kind: Pod\nspec:\n  nodeSelector:\n    {{- x | nindent 4 }}\n", "Pod:spec/nodeSelector"],
  [
    "below its key and a condition",
    "kind: Pod\nspec:\n  {{- with .Values.a }}\n  nodeSelector:\n    {{- x | nindent 4 }}\n",
    "Pod:spec/nodeSelector",
  ],
  [
    "at another column than it stands",
    "kind: Pod\nspec:\n  nodeSelector:\n{{ x | indent 4 }}\n",
    "Pod:spec/nodeSelector",
  ],
  [
    "in an item of a list",
    "kind: Pod\nspec:\n  containers:\n    - name: a\n      resources: {{ x | nindent 8 }}\n",
    "Pod:spec/containers/[]/resources",
  ],
  [
    "in the second item",
    "kind: Pod\nspec:\n  containers:\n  - name: a\n  - name: b\n    image: {{ x }}\n",
    "Pod:spec/containers/[]/image",
  ],
  [
    "as the first key of an item",
    "kind: Service\nspec:\n  ports:\n    - port: {{ x }}\n",
    "Service:spec/ports/[]/port",
  ],
  [
    "as more items of a list",
    "kind: Pod\nspec:\n  volumes:\n  - name: a\n  {{- x | nindent 2 }}\n",
    "Pod:spec/volumes",
  ],
  [
    "in a named template",
    '{{- define "pod" }}\ncontainers:\n  - env: {{ x | nindent 4 }}\n{{- end }}\n',
    "?:containers/[]/env",
  ],
  ["with the kind below", "spec:\n  type: {{ x }}\nkind: Service\n", "Service:spec/type"],
  ["of another document", "kind: Pod\n---\nspec:\n  type: {{ x }}\n", "?:spec/type"],
  ["beside other text", "kind: Pod\nspec:\n  image: a:{{ x }}\n", undefined],
  ["as a condition", "kind: Pod\nspec:\n  {{- if {{ x }}\n", undefined],
])("%s", (_, template, place) => {
  expect(placeIn(template)).toBe(place);
});
