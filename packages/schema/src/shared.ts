export { isSecretName } from "@chartmodel/json-schema";
/** What the main entry and the run time of a bundle have in common: everything but the builders of models. */
export { ModelError } from "./model/model-error.ts";
export { defineProject } from "./project/define-project.ts";
export { evaluate, renderValues } from "./project/evaluate.ts";
export { chartFiles } from "./render/chart-files.ts";
export { chartTemplates } from "./render/chart-templates.ts";
export { environmentFile } from "./render/environment-file.ts";
export { file } from "./render/file.ts";
export { argoApplicationSet } from "./render/gitops/argo-application-set.ts";
export { fluxHelmReleases } from "./render/gitops/flux-helm-releases.ts";
export { overlaySchema } from "./render/overlay-schema.ts";
export { schemaJson } from "./render/schema-json.ts";
export { valuesFiles } from "./render/values-files.ts";
export { yamlFile } from "./render/yaml-file.ts";
export { environmentsOf } from "./resolve/define-environment.ts";
export { defineRule } from "./rules/rule.ts";
export { UsageError } from "./usage-error.ts";
export { ValuesError } from "./values-error.ts";
