import type { JsonSchema } from "@chartmodel/json-schema";

/** A question that a program may ask about a project. None changes anything. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: JsonSchema & { readonly type: "object" };
  readonly outputSchema: JsonSchema & { readonly type: "object" };
}

const environment: JsonSchema = {
  type: "string",
  maxLength: 200,
  description: "Name of an environment, as `environments` lists them.",
};
const chart: JsonSchema = { type: "string", maxLength: 200, description: "Name of a chart." };
const path: JsonSchema = {
  type: "string",
  maxLength: 1000,
  description: 'Path of a value, such as web.replicas, hosts[0].name or labels["example.com/team"].',
};
const value: JsonSchema = {
  description: "The value, of the type that the model has there. A map is laid over what is there.",
};
const list = (description: string): JsonSchema => ({ type: "array", items: { type: "object" }, description });
const texts = (description: string): JsonSchema => ({
  type: "array",
  items: { type: "string" },
  description,
});

/** An object with these keys and no others; all of them are needed but those that are named. */
function object(properties: Record<string, JsonSchema>, optional: readonly string[] = []) {
  const required = Object.keys(properties).filter((key) => !optional.includes(key));
  return { type: "object" as const, properties, required, additionalProperties: false };
}

const issues = list("What the models and the rules have against it: path, expected, received, message.");
const comparison = object({
  title: { type: "string" },
  parts: list("Of the environment itself and of each chart: the values that change, and the objects."),
  notes: texts("What cannot be compared, and why."),
});

/** What can be asked, in the order in which one asks. */
export const tools: readonly Tool[] = [
  {
    name: "environments",
    title: "List environments",
    description: "Lists the project's environments, whether each is valid, and its charts.",
    inputSchema: object({}),
    outputSchema: object({
      project: { type: "string" },
      environments: list("Name, parent, overlay, releases, and how many issues and warnings."),
      charts: list("Name and folder."),
    }),
  },
  {
    name: "values",
    title: "Show a chart's values",
    description:
      "Gives the values that charts get in an environment, as Helm is given them; secrets are hidden.",
    inputSchema: object({ environment, chart }, ["chart"]),
    outputSchema: object({
      environment: { type: "string" },
      charts: { type: "object", description: "Values by the chart's name." },
    }),
  },
  {
    name: "explain",
    title: "Explain values of an environment",
    description:
      "Tells for each field of an environment its value, its default, its type, and the layer, file and line that set it.",
    inputSchema: object({ environment, path }, ["path"]),
    outputSchema: object({ environment: { type: "string" }, fields: list("A field each.") }),
  },
  {
    name: "schema",
    title: "Describe what a value may be",
    description:
      "Describes what an environment, or with `chart` a chart's values, may hold at a path: type, range, default, keys.",
    inputSchema: object({ chart, path }, ["chart", "path"]),
    outputSchema: object(
      {
        path: { type: "string" },
        type: { type: "string" },
        description: { type: "string" },
        default: {},
        keys: list("Name, type, description and default of each key."),
        schema: { type: "object", description: "JSON Schema of the value, where it is short." },
      },
      ["description", "default", "schema"],
    ),
  },
  {
    name: "check",
    title: "Check the project",
    description:
      "Reports every issue of every environment, generated files that are out of date, and manifests that Kubernetes would refuse.",
    inputSchema: object({}),
    outputSchema: object({
      passed: { type: "boolean" },
      issues,
      warnings: list("What rules warn of."),
      outOfDate: texts("Generated files that are not what `chartmodel render` would write."),
      leftOver: texts("Generated files that nothing makes any more."),
      manifests: list("What the manifests and templates have against them."),
      notes: texts("What was not checked, and why."),
    }),
  },
  {
    name: "diff",
    title: "Compare environments",
    description:
      "Tells how values differ from one environment `to` another, or from a git commit (`against`) to now, and with `manifests` what that does to the objects.",
    inputSchema: object(
      {
        environment,
        to: { ...environment, description: "The environment to compare with." },
        against: { type: "string", maxLength: 200, description: "A git commit, branch or tag." },
        manifests: { type: "boolean", description: "Also compare the objects that Helm renders." },
      },
      ["environment", "to", "against", "manifests"],
    ),
    outputSchema: object({ comparisons: { type: "array", items: comparison } }),
  },
  {
    name: "propose",
    title: "Propose a change",
    description:
      "Tells what other values of an environment would mean, and writes nothing: every issue and rule that they break, or what changes in values and objects, and a patch of the environment's overlay for a person to apply. Values that must change together go into `also`. Secrets cannot be proposed.",
    inputSchema: object(
      {
        environment,
        path,
        value,
        reason: { type: "string", maxLength: 1000, description: "Why, in a sentence, for who decides." },
        also: {
          type: "array",
          maxItems: 20,
          items: object({ path, value }),
          description: "Further values that change with it.",
        },
      },
      ["also"],
    ),
    outputSchema: object(
      {
        environment: { type: "string" },
        verdict: { enum: ["accepted", "refused", "unchanged"] },
        reason: { type: "string" },
        values: list("What was asked for."),
        issues,
        warnings: list("What rules warn of."),
        comparison,
        overlay: { type: "string", description: "The file to change." },
        patch: { type: "string", description: "A unified diff of that file." },
        notes: texts("What could not be looked at or shown, and why."),
      },
      ["comparison", "patch"],
    ),
  },
];
