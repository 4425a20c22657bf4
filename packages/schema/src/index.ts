export type { Issue, IssueCode, JsonSchema } from "@chartmodel/json-schema";
export type { KubernetesObjects } from "@chartmodel/kubernetes";
export type { Model, Values, ValuesInput } from "./model/create-model.ts";
export type { Chart, ChartDefinition } from "./model/define-chart.ts";
export { defineChart } from "./model/define-chart.ts";
export { defineModel } from "./model/define-model.ts";
export type { FieldOptions, Options, WithDefault } from "./model/type.ts";
export { Type } from "./model/type.ts";
export { FreeForm } from "./model/types/free-form.ts";
export { ImageDigest, ImageRepository, ImageTag } from "./model/types/images.ts";
export { Kubernetes } from "./model/types/kubernetes.ts";
export { Labels, StringMap } from "./model/types/maps.ts";
export { AbsolutePath, DnsLabel, DnsSubdomain, HttpUrl } from "./model/types/names.ts";
export { Port } from "./model/types/port.ts";
export { Quantity } from "./model/types/quantity.ts";
export { SubchartValue } from "./model/types/subchart-value.ts";
export type {
  Charts,
  ChartValues,
  Environment,
  EnvironmentName,
  Project,
  ProjectDefinition,
  Release,
} from "./project/define-project.ts";
export type { EvaluateOptions, Evaluation, ValidEvaluation } from "./project/evaluate.ts";
export type { Output, OutputFile, ProjectView } from "./project/output.ts";
export type { ArgoOptions } from "./render/gitops/argo-application-set.ts";
export type { FluxOptions } from "./render/gitops/flux-helm-releases.ts";
export type { GitOpsOptions } from "./render/gitops/installations.ts";
export type {
  DefineEnvironment,
  EnvironmentInput,
  EnvironmentSource,
  SourcePosition,
} from "./resolve/define-environment.ts";
export type { LocateInSource } from "./resolve/environment-layers.ts";
export type { Layer } from "./resolve/layer.ts";
export type { Resolved } from "./resolve/resolve-environment.ts";
export type { Report, Rule, RuleSeverity, Violation } from "./rules/rule.ts";
export * from "./shared.ts";
export type { EnvironmentIssue } from "./values-error.ts";
