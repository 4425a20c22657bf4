/**
 * What the agent can be asked for. kagent only advertises skills; the agent's prompt is what makes them work, so both are
 * made from here.
 */
export const skills = [
  {
    id: "cluster-health",
    name: "Cluster health",
    description:
      "Whether the releases run as they were rolled out, and what to look at first where they do not.",
    tags: ["health", "pods", "events"],
    examples: ["Is the todo stack healthy?", "Why is a pod of the frontend not ready?"],
    steps: [
      "Look at the deployments' status, then at the pods, then at the warnings among the events, then at the logs.",
      "Name restarts, pods that are pending or not ready, failing probes and unfinished rollouts, the gravest first.",
    ],
  },
  {
    id: "resource-recommendations",
    name: "Resource recommendations",
    description: "Requests and limits that fit the observed use, as a proposal for the model.",
    tags: ["resources", "requests", "limits"],
    examples: ["Recommend resource limits for the backend."],
    steps: [
      "Read the use of the pods from the API group metrics.k8s.io; there is no `top`. Compare it with requests and limits.",
      "Say over which time the use was seen. Give no number that no tool has shown.",
    ],
  },
  {
    id: "performance-analysis",
    name: "Performance analysis",
    description: "Latency and errors between the services, and what limits them.",
    tags: ["performance", "latency", "network"],
    examples: ["Is the backend slow, or the network between the services?"],
    steps: [
      "Look for throttling, restarts and errors in the logs before blaming the network.",
      "Use metrics where there are some, and say so where there are none.",
    ],
  },
] as const;
