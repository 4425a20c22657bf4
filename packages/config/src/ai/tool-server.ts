/** kagent's tool server, as the chart names it for a release called `kagent`. */
export const toolServer = { resource: "kagent-tool-server", account: "kagent-tools", port: 8084 } as const;

/** The port of kagent's controller, which the agents report to and which calls them. */
export const controllerPort = 8083;

/** The port that an agent's pod answers on. */
export const agentPort = 8080;
