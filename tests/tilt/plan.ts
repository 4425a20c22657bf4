import { readFileSync } from "node:fs";
import { join } from "node:path";

export const repository = join(import.meta.dirname, "..", "..");

/** The generated plan, as far as these tests look at it; dev/plan.schema.json describes all of it. */
export interface Plan {
  version: number;
  context: string;
  stateDir: string;
  model: { command: string[]; watch: string[]; watcher: string[] };
  steps: { name: string; inputs: string[] }[];
  services: Service[];
  tasks: {
    name: string;
    title: string;
    command: string[];
    resource: string;
    icon: string;
    confirm: boolean;
    cluster: boolean;
    needs: string[];
  }[];
}

export interface Service {
  name: string;
  group: string;
  image: {
    ref: string;
    context: string;
    dockerfile: string;
    target: string;
    buildArgs: Record<string, string>;
    only: string[];
    ignore: string[];
  };
  chart: {
    path: string;
    release: string;
    namespace: string;
    makesSecret: boolean;
    values: string;
    set: string[];
  };
  liveUpdate: { sync: { from: string; to: string }[]; run: string[][]; fallBackOn: string[] };
  process: { cwd: string; steps: string[]; runSteps: string[]; env: Record<string, string> };
  ports: { container: number; host: number; nodePort: number | null };
  health: string;
  links: { title: string; path: string }[];
  dependsOn: string[];
}

export const plan: Plan = JSON.parse(readFileSync(join(repository, "dev", "plan.json"), "utf8"));

export interface PlanLink {
  title: string;
  url: string;
  path: string;
}

/** The links of a service to its port on this machine, which are the same in both modes. */
export function expectedLinks({ links, ports, health }: Service): PlanLink[] {
  const address = `http://127.0.0.1:${ports.host}`;
  return [...links, { title: "Health", path: health }].map(({ title, path }) => ({
    title,
    path,
    url: address + path,
  }));
}

/** The link of a service to its port on the cluster's node, if it has one. */
export function nodePortLinks({ ports }: Service, node: string): PlanLink[] {
  const { nodePort } = ports;
  return nodePort ? [{ title: "By NodePort", path: "/", url: `http://${node}:${nodePort}/` }] : [];
}

/** The resources that keep the model live. */
export const modelResources = ["config", "config-watch"];
