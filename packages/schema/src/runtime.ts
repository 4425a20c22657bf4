/**
 * The package without its builders: what a bundled configuration runs on. It has every export of the main entry;
 * models come from `compiledModels`, where the bundle put them, so neither TypeBox nor ajv is loaded.
 */
import { compiledModel } from "./compile/compiled-models.ts";
import { inert } from "./compile/inert.ts";
import { createModel } from "./model/create-model.ts";
import type { ChartDefinition } from "./model/define-chart.ts";

export { compiledModels } from "./compile/compiled-models.ts";
export * from "./shared.ts";

/** The model of this name from the bundle. */
export function defineModel({ name }: { name: string }) {
  return createModel(name, compiledModel(name));
}

/** The chart of this name from the bundle. */
export function defineChart({
  name,
  path = `charts/${name}`,
}: Pick<ChartDefinition<never>, "name" | "path">) {
  return Object.assign(defineModel({ name }), { path });
}

export {
  inert as AbsolutePath,
  inert as DnsLabel,
  inert as DnsSubdomain,
  inert as FreeForm,
  inert as HttpUrl,
  inert as ImageDigest,
  inert as ImageRepository,
  inert as ImageTag,
  inert as Kubernetes,
  inert as Labels,
  inert as Port,
  inert as Quantity,
  inert as StringMap,
  inert as SubchartValue,
  inert as Type,
};
