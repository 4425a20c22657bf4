import { charts } from "../services.ts";

const { backend, frontend } = charts;

/** What a button is unless it says otherwise. */
const usual = { confirm: false, cluster: false, needs: [] as readonly string[] };

/** The buttons of the web UI. */
export function tasksOf(environment: string) {
  const forService = (key: "backend" | "frontend", { name }: { readonly name: string }) => [
    {
      name: `test-${key}`,
      title: `Run ${key} tests`,
      command: ["npm", "run", `test:${key}`],
      resource: name,
      icon: "science",
      ...usual,
    },
    {
      name: `shell-${key}`,
      title: "Open a shell",
      command: ["node", "tools/open-shell.mjs", name],
      resource: name,
      icon: "terminal",
      ...usual,
    },
    {
      name: `values-${key}`,
      title: "Show rendered values",
      command: ["node_modules/.bin/chartmodel", "values", "--env", environment, "--chart", name],
      resource: name,
      icon: "description",
      ...usual,
    },
  ];
  // Facts need no assistant; who is asked a sentence is one.
  const forAssistant = (command: string, title: string, icon: string, ...sentence: readonly string[]) => ({
    name: `ai-${command}`,
    title,
    command: ["node", "tools/ai.mjs", command, ...sentence, "--env", environment],
    resource: "config",
    icon,
    ...usual,
    cluster: true,
    needs: sentence.length > 0 ? ["kubectl-ai"] : [],
  });
  return [
    {
      name: "check-config",
      title: "Check configuration",
      command: ["npm", "run", "check"],
      resource: "config",
      icon: "rule",
      ...usual,
    },
    ...forService("backend", backend),
    {
      name: "seed-data",
      title: "Seed data",
      command: ["npm", "run", "seed-data"],
      resource: backend.name,
      icon: "playlist_add",
      ...usual,
    },
    {
      name: "reset-database",
      title: "Reset database",
      command: ["node", "tools/reset-database.mjs"],
      resource: backend.name,
      icon: "delete_forever",
      ...usual,
      confirm: true,
    },
    ...forService("frontend", frontend),
    forAssistant("health", "Health", "monitor_heart"),
    forAssistant("resources", "Resources", "memory"),
    forAssistant("performance", "Performance", "speed"),
    forAssistant("inspect", "Inspect the pods", "search", "show all pods with their status"),
  ];
}
