import { type IssueCode, type IssueHelp, modelIssueHelp } from "@chartmodel/json-schema";

/** What every code stands for that this package gives to an issue; those of rules are described by the rules. */
export const issueHelp: Readonly<
  Record<IssueCode | "release-shared" | "rendering" | "secret-unmarked", IssueHelp>
> = {
  ...modelIssueHelp,
  "release-shared": {
    cause:
      "Two charts, or one chart in two environments, are installed as one release: under the same name, in the same namespace of the same kubectl context. Helm puts whichever comes later in the other's place.",
    cure: "Give one of them another name, namespace or context. Where only one of the environments is ever installed at a time, it may be as it is.",
  },
  rendering: {
    cause:
      "With the values that are proposed Helm renders the charts no more, while it does with those that are there.",
    cure: "Read what Helm says in the message: propose other values, or mend the template that it names.",
  },
  "secret-unmarked": {
    cause:
      "A projection gives a secret of the environment to a field that the chart's model does not mark, so the chart's users are shown it where they are shown values.",
    cure: "Mark the field `secret` in the chart's model, or give the chart the name of a Secret in place of what is in it.",
  },
};
