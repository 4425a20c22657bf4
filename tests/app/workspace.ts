import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished, vi } from "vitest";

// Every test starts several processes; a busy machine may take its time.
vi.setConfig({ testTimeout: 120_000 });

export const repository = join(import.meta.dirname, "..", "..");

/** A throw-away copy of the tools with a plan of two tiny services, as `npm start` would find them. */
export interface Workspace {
  root: string;
  /** Replaces the plan after `change` edited it. */
  editPlan(change: (plan: Plan) => void): void;
  read(path: string): string;
  write(path: string, text: string): void;
  /** Starts a tool; nothing of it outlives the test. */
  start(tool: string, ...args: string[]): Run;
  /** As `start`, any program. */
  startProgram(program: string, ...args: string[]): Run;
}

export interface Run {
  process: ChildProcess;
  /** Resolves when it has ended; output is standard output and standard error in one. */
  done: Promise<{ code: number | null; output: string }>;
  /** Resolves with the match once the output holds it. */
  seen(pattern: RegExp): Promise<RegExpExecArray>;
}

// biome-ignore lint/suspicious/noExplicitAny: tests break the plan on purpose
type Plan = any;

export async function createWorkspace(): Promise<Workspace> {
  const root = mkdtempSync(join(tmpdir(), "app-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  cpSync(join(repository, "tools"), join(root, "tools"), { recursive: true });
  cpSync(join(import.meta.dirname, "fixtures"), join(root, "services"), { recursive: true });

  const read = (path: string) => readFileSync(join(root, path), "utf8");
  const write = (path: string, text: string) => {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const editPlan = (change: (plan: Plan) => void) => {
    const plan = JSON.parse(read("dev/plan.json"));
    change(plan);
    write("dev/plan.json", JSON.stringify(plan));
  };
  write("dev/plan.json", JSON.stringify(await fixturePlan()));
  write("packages.lock", "one\n");
  const startProgram = (program: string, ...args: string[]) => start(root, program, args);
  const startTool = (tool: string, ...args: string[]) =>
    startProgram(process.execPath, join(root, "tools", tool), ...args);
  return { root, editPlan, read, write, start: startTool, startProgram };
}

async function fixturePlan(): Promise<Plan> {
  const [backendPort, frontendPort] = [await freePort(), await freePort()];
  const count = 'require("fs").appendFileSync("installed", "x")';
  return {
    version: 1,
    environment: "local",
    context: "minikube",
    stateDir: ".dev",
    secretName: "secrets",
    model: {
      command: ["node", "-e", ""],
      watcher: ["node", "-e", "setInterval(() => {}, 60_000)"],
      watch: ["model"],
    },
    steps: [
      {
        name: "packages",
        title: "Packages",
        command: ["node", "-e", count],
        cwd: ".",
        inputs: ["packages.lock"],
        output: "installed",
      },
    ],
    services: [
      service("frontend", frontendPort, ["backend"], { API_URL: "${url:backend}" }),
      service("backend", backendPort, [], { SECRET: "${secret:SECRET}" }),
    ],
    tasks: [],
  };
}

function service(name: string, host: number, dependsOn: string[], env: Record<string, string>) {
  const command = ["node", `${name}.mjs`];
  return {
    name,
    group: "app",
    process: {
      cwd: "services",
      steps: ["packages"],
      runSteps: [],
      run: command,
      dev: command,
      env: { PORT: `\${port:${name}}`, ...env },
    },
    ports: { container: host, host, nodePort: null },
    health: "/readyz",
    links: [],
    dependsOn,
  };
}

function start(root: string, program: string, args: string[]): Run {
  const child = spawn(program, args, { cwd: root });
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  const collect = (chunk: Buffer) => {
    output += chunk;
    child.emit("output");
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const done = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once("close", (code) => resolve({ code, output }));
  });
  const seen = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(output);
        if (match) resolve(match);
      };
      child.on("output", look);
      done.then(() => reject(new Error(`it ended without ${pattern}:\n${output}`)));
      look();
    });
  return { process: child, done, seen };
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
