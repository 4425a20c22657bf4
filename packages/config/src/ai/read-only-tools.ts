/** The tools of kagent's tool server 0.2.1 that change nothing, whatever they are asked. */
export const readOnlyTools = [
  "k8s_get_resources",
  "k8s_describe_resource",
  "k8s_get_events",
  "k8s_get_pod_logs",
  "k8s_get_resource_yaml",
  "k8s_get_available_api_resources",
  "k8s_get_cluster_configuration",
  "prometheus_query_tool",
  "prometheus_query_range_tool",
  "prometheus_targets_tool",
  "prometheus_label_names_tool",
  "datetime_get_current_time",
] as const;

/** The tools of `chartmodel mcp`: none writes a file, `propose` either. */
export const modelTools = [
  "environments",
  "values",
  "explain",
  "schema",
  "check",
  "diff",
  "propose",
] as const;
