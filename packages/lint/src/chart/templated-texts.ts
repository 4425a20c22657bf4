import { textOf } from "./chart-files.ts";
import { type Chart, withSubcharts } from "./read-chart.ts";
import type { ValuesDocument } from "./values-document.ts";

/** Values and files that `tpl` may be given as a template. */
export function templatedTexts(chart: Chart, { leaves }: ValuesDocument): string[] {
  const files = withSubcharts(chart).flatMap((each) =>
    [...each.files.keys()]
      .filter((file) => !/^(?:templates|charts|crds)\/|\.gotmpl$|^(?:README|values|Chart)/.test(file))
      .map((file) => textOf(each.files, file) ?? ""),
  );
  const values = leaves.map(({ value }) => (typeof value === "string" ? value : JSON.stringify(value ?? "")));
  const others = chart.subcharts.flatMap(withSubcharts).map(({ valuesText }) => valuesText ?? "");
  return [...files, ...values, ...others].filter((text) => text.includes("{{"));
}
