/** The last day, by the API server's proxy: Prometheus has no address outside the cluster. `undefined` where none answers. */
export async function fromPrometheus({ raw }, { prometheus }, { namespace, name }) {
  if (prometheus === "") return undefined;
  const { hostname, port, protocol } = new URL(prometheus);
  const [service, home] = hostname.split(".");
  const proxy = `/api/v1/namespaces/${home}/services/${service}:${port || (protocol === "https:" ? 443 : 80)}/proxy`;
  const ask = async (query) => {
    const answer = await raw(`${proxy}/api/v1/query?query=${encodeURIComponent(query)}`);
    const value = answer?.data?.result?.[0]?.value?.[1];
    return value === undefined ? undefined : Number(value);
  };
  const labels = `namespace="${namespace}",container="${name}"`;
  const [cpu, memory] = await Promise.all([
    ask(`max(quantile_over_time(0.95, rate(container_cpu_usage_seconds_total{${labels}}[5m])[24h:5m]))`),
    ask(`max(max_over_time(container_memory_working_set_bytes{${labels}}[24h]))`),
  ]);
  if (cpu === undefined || memory === undefined) return undefined;
  return { source: "24 h of Prometheus", isHistory: true, cpu, memory };
}
