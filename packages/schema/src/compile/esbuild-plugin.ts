import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { BuildOptions, Plugin, PluginBuild } from "esbuild";
import { loadConfig } from "../load/load-config.ts";
import type { Model } from "../model/create-model.ts";
import { modelSource } from "../model/model-code.ts";
import { checksSource } from "../validate/compile-check.ts";

/** The package's own folder, where ajv's run-time helpers are found. */
const here = fileURLToPath(new URL(".", import.meta.url));

/** The main entry as bundled code sees it: the run time, after the compiled models are in place. */
const runtimePath = join(here, "runtime.js");

/** Files beside a bundle that it loads when it first needs them. */
const companions = {
  code: "chartmodel-models.cjs",
  checks: "chartmodel-checks.cjs",
  definitions: "chartmodel-definitions.json",
  schemas: "chartmodel-schemas.json",
} as const;

type Models = readonly Model[];

/**
 * A plugin for esbuild, and so for tsup: bundles code that imports `@chartmodel/schema` with the models' schemas and
 * validators, precompiled. The bundle loads neither ajv nor TypeBox. Schemas and validators, which are large, stand in
 * `chartmodel-*` files beside it and are loaded when they are first used.
 *
 * @param options.config - the `chartmodel.config.*` whose models the code uses, absolute.
 * @example
 * ```ts
 * // tsup.config.ts
 * export default { entry: ["src/index.ts"], esbuildPlugins: [chartmodel({ config: resolve("../../chartmodel.config.ts") })] };
 * ```
 */
export function chartmodel({ config }: { config: string }): Plugin {
  const models = async (): Promise<Models> => (await loadConfig(config)).models;
  return {
    name: "chartmodel",
    setup(build) {
      const namespace = "chartmodel";
      const { format = "cjs" } = build.initialOptions;
      build.onResolve({ filter: /^@chartmodel\/schema$/ }, () => ({ path: "entry", namespace }));
      build.onResolve({ filter: /^#models$/, namespace }, () => ({ path: "models", namespace }));
      build.onResolve({ filter: /^#runtime$/, namespace }, () => ({ path: runtimePath }));
      build.onLoad({ filter: /^entry$/, namespace }, () => ({
        contents: 'import "#models"; export * from "#runtime";',
        resolveDir: here,
      }));
      build.onLoad({ filter: /^models$/, namespace }, async () => ({
        contents: modelsModule(await models(), format === "esm"),
        resolveDir: here,
      }));
      build.onEnd(async ({ errors }) => {
        if (errors.length === 0) await writeCompanions(await models(), build);
      });
    },
  };
}

function outputFolder({ outdir, outfile = "", absWorkingDir = "." }: BuildOptions): string {
  return resolve(absWorkingDir, outdir ?? dirname(outfile));
}

function numbered(models: Models): [id: string, model: Model][] {
  return models.map((model, index) => [`check${index}`, model]);
}

/** Making a `require` takes a tenth of Node's start: not before a model is used. */
const esmLoad = `let require;
const load = (name) => {
  require ??= process.getBuiltinModule("node:module").createRequire(import.meta.url);
  return require(name);
};`;

/** The module that puts every model in place, and loads the companions when they are asked for. */
function modelsModule(models: Models, isEsm: boolean): string {
  const entries = numbered(models).map(([id, { name, schema }]) => {
    const { definitions } = schema;
    return `compiledModels.set(${JSON.stringify(name)}, {
  body: () => load(${JSON.stringify(`./${companions.schemas}`)}).${id},
  ${definitions ? `definitions: () => pick(${JSON.stringify(id)}),` : ""}
  code: () => load(${JSON.stringify(`./${companions.code}`)}).${id}(),
  check: () => load(${JSON.stringify(`./${companions.checks}`)}).${id},
});`;
  });
  return `import { compiledModels } from "#runtime";
${isEsm ? esmLoad : "const load = (name) => module.require(name);"}
const pick = (model) => {
  const { all, used } = load(${JSON.stringify(`./${companions.definitions}`)});
  return Object.fromEntries(used[model].map((name) => [name, all[name]]));
};
${entries.join("\n")}
`;
}

async function writeCompanions(models: Models, { initialOptions, esbuild }: PluginBuild): Promise<void> {
  const folder = outputFolder(initialOptions);
  mkdirSync(folder, { recursive: true });
  const all = Object.assign({}, ...models.map(({ schema }) => schema.definitions));
  const used = numbered(models).map(([id, { schema }]) => [id, Object.keys(schema.definitions ?? {})]);
  writeFileSync(
    join(folder, companions.definitions),
    JSON.stringify({ all, used: Object.fromEntries(used) }),
  );
  const bodies = numbered(models).map(([id, { schema }]) => {
    const { definitions: _shared, ...body } = schema;
    return [id, body];
  });
  writeFileSync(join(folder, companions.schemas), JSON.stringify(Object.fromEntries(bodies)));
  // Bundles what ajv wrote with the parts of ajv that it needs.
  const writeModule = (contents: string, name: string) =>
    esbuild.build({
      stdin: { contents, resolveDir: here },
      outfile: join(folder, name),
      bundle: true,
      minify: true,
      platform: "node",
      format: "cjs",
      logLevel: "silent",
    });
  const schemas = Object.fromEntries(numbered(models).map(([id, { schema }]) => [id, schema]));
  const code = Object.entries(schemas).map(
    ([id, schema]) =>
      `export const ${id} = () => { const exports = {}; ${modelSource(schema)} return exports; };`,
  );
  await writeModule(code.join("\n"), companions.code);
  await writeModule(checksSource(schemas), companions.checks);
}
