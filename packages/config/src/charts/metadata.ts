import { Labels, StringMap } from "@chartmodel/schema";

/** Annotations added to a generated object. @default {} */
export const annotations = (of: string) => StringMap({ description: `Annotations of ${of}.`, default: {} });

/** Labels added to a generated object. @default {} */
export const labels = (of: string) => Labels({ description: `Labels of ${of}.`, default: {} });
