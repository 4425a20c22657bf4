import { charts } from "../services.ts";

const { backend, frontend } = charts;

/** The buttons of the web UI. */
export function tasksOf(environment: string) {
  const forService = (key: "backend" | "frontend", { name }: { readonly name: string }) => [
    {
      name: `test-${key}`,
      title: `Run ${key} tests`,
      command: ["npm", "run", `test:${key}`],
      resource: name,
      icon: "science",
      confirm: false,
    },
    {
      name: `shell-${key}`,
      title: "Open a shell",
      command: ["node", "tools/open-shell.mjs", name],
      resource: name,
      icon: "terminal",
      confirm: false,
    },
    {
      name: `values-${key}`,
      title: "Show rendered values",
      command: ["node_modules/.bin/chartmodel", "values", "--env", environment, "--chart", name],
      resource: name,
      icon: "description",
      confirm: false,
    },
  ];
  return [
    {
      name: "check-config",
      title: "Check configuration",
      command: ["npm", "run", "check"],
      resource: "config",
      icon: "rule",
      confirm: false,
    },
    ...forService("backend", backend),
    {
      name: "seed-data",
      title: "Seed data",
      command: ["npm", "run", "seed-data"],
      resource: backend.name,
      icon: "playlist_add",
      confirm: false,
    },
    {
      name: "reset-database",
      title: "Reset database",
      command: ["node", "tools/reset-database.mjs"],
      resource: backend.name,
      icon: "delete_forever",
      confirm: true,
    },
    ...forService("frontend", frontend),
  ];
}
