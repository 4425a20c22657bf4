import { posix } from "node:path";
import type { ChartSurvey } from "@chartmodel/lint";
import { ownKeys } from "../project/refuse-own-keys.ts";
import { environmentCode } from "./environment-code.ts";
import type { EnvironmentFile } from "./environment-files.ts";
import type { Field } from "./field.ts";
import { modelFiles } from "./model-files.ts";
import { free, identifier, kebab } from "./names.ts";
import { type Code, call, literal, object, printCode } from "./print-code.ts";

/** A chart as its project will have it. */
export interface ChartModel {
  readonly survey: Pick<ChartSurvey, "name" | "description">;
  /** The chart's folder, from the project's. */
  readonly path: string;
  readonly fields: readonly Field[];
  /** Environments beside that of values.yaml, with all values of each. */
  readonly environments: readonly (EnvironmentFile & { readonly whole: Readonly<Record<string, unknown>> })[];
}

/** The environment that values.yaml is for. */
export const defaultEnvironment = (others: readonly string[]): string =>
  ["default", "base", "chart-default"].find((name) => !others.includes(name)) as string;

/** Names that the files of a project have anyway. */
const taken = [
  "environment",
  "defineEnvironment",
  "environmentsOf",
  "chartFiles",
  "defineProject",
  "valuesFiles",
];

/** The folder of the model, from the project's. */
const folder = "model";

/** Everything that is written for a project, by path. */
export function projectFiles({ survey, path, fields, environments }: ChartModel): Map<string, string> {
  const { name } = survey;
  const chart = free(identifier(name), new Set(["values", ...ownKeys, ...taken]));
  const ownName = defaultEnvironment(environments.map(({ environment }) => environment));
  const files = modelFiles({ name, path, description: survey.description, fields }, folder, chart);
  files.set(
    `${folder}/environment.ts`,
    `import { defineModel, environmentsOf, Type } from "@chartmodel/schema";
import { values as ${chart} } from "./values.ts";

/** What an environment sets: any of the chart's values. */
export const environment = defineModel({
  name: "environment",
  values: Type.Object({ ${chart} }, { description: "An environment." }),
});

export const defineEnvironment = environmentsOf(environment);
`,
  );
  const used = new Set([chart, ...taken]);
  const constants = [
    { environment: ownName, whole: {} as Readonly<Record<string, unknown>>, file: "" },
    ...environments,
  ].map((each) => {
    const constant = free(identifier(each.environment === "default" ? "defaults" : each.environment), used);
    used.add(constant);
    const file = `${folder}/environments/${kebab(each.environment)}.ts`;
    const values = environmentCode(fields, each.whole);
    const isEmpty = typeof values !== "string" && values.type === "object" && values.entries.length === 0;
    const input = object([
      ["name", literal(each.environment)],
      ...(isEmpty ? [] : ([[chart, values]] as const)),
    ]);
    const about =
      each.file === ""
        ? "The values of values.yaml."
        : `The values of ${each.file} over those of values.yaml.`;
    files.set(
      file,
      `import { defineEnvironment } from "../environment.ts";\n\n/** ${about} */\n${printCode(call("defineEnvironment", input), `export const ${constant} = `, ";\n")}`,
    );
    return { constant, file };
  });
  files.set("chartmodel.config.ts", config(name, chart, ownName, constants));
  return files;
}

function config(
  name: string,
  chart: string,
  ownName: string,
  constants: readonly { constant: string; file: string }[],
): string {
  const imports = [
    `import { environment } from "./${folder}/environment.ts";`,
    ...[...constants]
      .sort((one, other) => (one.file.replace(/\.ts$/, "") < other.file.replace(/\.ts$/, "") ? -1 : 1))
      .map(({ constant, file }) => `import { ${constant} } from "./${file}";`),
    `import { ${chart} } from "./${folder}/values.ts";`,
  ];
  const list: Code = { type: "list", items: constants.map(({ constant }) => constant) };
  const definition = object(
    [
      ["name", literal(name)],
      ["charts", object([[chart]])],
      ["environment"],
      ["environments", list],
      ["projection", `({ ${chart} }) => ({ ${chart} })`],
      [
        "outputs",
        {
          type: "list",
          items: [call("chartFiles", object([["environment", literal(ownName)]])), call("valuesFiles")],
        },
      ],
    ],
    true,
  );
  return `import { chartFiles, defineProject, valuesFiles } from "@chartmodel/schema";
${imports.join("\n")}

/** The chart ${name}: its model, its environments, and what is generated from them. */
${printCode(call("defineProject", definition), "export default ", ";\n")}`;
}

/** The chart's folder in the form that paths of a project have. */
export function projectPath(path: string): string {
  const normal = posix.normalize(path.replaceAll("\\", "/")).replace(/\/$/, "");
  return normal === "" ? "." : normal;
}
