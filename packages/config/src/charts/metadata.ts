import { Labels, StringMap } from "@chartmodel/schema";
import { optionalLabel } from "./optional-text.ts";

/** Annotations added to a generated object. @default {} */
export const annotations = (of: string) => StringMap({ description: `Annotations of ${of}.`, default: {} });

/** Labels added to a generated object. @default {} */
export const labels = (of: string) => Labels({ description: `Labels of ${of}.`, default: {} });

/** Other names than those that follow from chart and release. */
export const names = {
  nameOverride: optionalLabel(
    'Name in place of the chart\'s, in labels and in the names of objects; "" is none.',
  ),
  fullnameOverride: optionalLabel('Name of every object of the release; "" is made of release and chart.'),
};
