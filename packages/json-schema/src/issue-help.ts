import type { IssueCode } from "./issue.ts";

/** What a code stands for, in words for whoever got it. */
export interface IssueHelp {
  /** What is so, and how it comes about. */
  readonly cause: string;
  /** What to do about it. */
  readonly cure: string;
}

/** What each code of a model's own checks stands for. */
export const modelIssueHelp: Readonly<Record<IssueCode, IssueHelp>> = {
  type: {
    cause:
      "The value is of another type than the field: a text where a number belongs, a null, one value where a list belongs. In YAML quotes make a text of a number, and `yes`, `on` or `1.10` without them are no texts.",
    cure: "Write a value of the type that the message expects. To take a default, leave the key out: a null deletes the key.",
  },
  required: {
    cause: "A key that has no default is missing, or a null has deleted one that must be there.",
    cure: "Set the key, or remove the null. If the chart works without it, make it `Type.Optional`, or give it a `default`.",
  },
  "unknown-key": {
    cause:
      "The model has no such key, or the key of a map has another form than its names must have: mostly a slip of the pen, a wrong level of indentation, or a value that the chart dropped.",
    cure: "Take the name that the message suggests, move the key to its level, or remove it. If the chart is to have it, add it to the model.",
  },
  enum: {
    cause: "The value is none of those that the field may have. Upper and lower case count.",
    cure: "Take one of the values in the message.",
  },
  range: {
    cause: "The number is below the field's `minimum` or above its `maximum`.",
    cure: "Take a number within the range in the message, and look at its unit.",
  },
  length: {
    cause:
      "The text has fewer or more characters than the field may have; names in Kubernetes have at most 63 or 253.",
    cure: "Shorten or complete the text.",
  },
  pattern: {
    cause:
      "The text has another form than the field's: an upper-case letter in a name, a quantity without its unit, a URL without its scheme.",
    cure: "Write it in the form that the message describes. `examples` of the field, in `values.yaml` and the table, show it.",
  },
  multiple: {
    cause: "The number is no multiple of the step that the field has.",
    cure: "Take the next multiple below or above.",
  },
  items: {
    cause:
      "The list has too few or too many items, or lacks one that it must have; the same for the keys of a map.",
    cure: "Add or remove items until the number in the message holds.",
  },
  unique: {
    cause: "Two items of the list are the same.",
    cure: "Remove the second one.",
  },
  choice: {
    cause: "The value fits none of the forms that the field may have, or more than one where only one may.",
    cure: "Choose one of the forms in the message, and write all that this form requires and nothing of the others.",
  },
  forbidden: {
    cause:
      "The value breaks a condition of the model: something that may not be, or not together with another value.",
    cure: "Remove the value, or change the one that it depends on; the message names the field.",
  },
};
