import { type IssueCode, type IssueHelp, modelIssueHelp } from "@chartmodel/json-schema";

/** What every code stands for that this package gives to an issue; those of rules are described by the rules. */
export const issueHelp: Readonly<Record<IssueCode | "rendering", IssueHelp>> = {
  ...modelIssueHelp,
  rendering: {
    cause:
      "With the values that are proposed Helm renders the charts no more, while it does with those that are there.",
    cure: "Read what Helm says in the message: propose other values, or mend the template that it names.",
  },
};
