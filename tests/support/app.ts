import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ManagedProcess, startProcess } from "./managed-process.ts";

const root = join(import.meta.dirname, "..", "..");
export const python = process.env.APP_PYTHON ?? join(root, ".dev", "venv", "bin", "python");
const standalone = join("frontend", ".next", "standalone", "server.js");

export interface RunningApp {
  /** Address of the page. */
  url: string;
  /** The backend, or undefined where the application runs elsewhere and is not ours to stop. */
  backend: { url: string; tokenSecret: string; stop(): Promise<void>; start(): Promise<void> } | undefined;
  stop(): Promise<void>;
}

/** The application at `APP_URL`, or else one started here: on free ports, with databases of its own. */
export async function openApp(): Promise<RunningApp> {
  const url = process.env.APP_URL;
  return url ? { url, backend: undefined, stop: async () => undefined } : startApp();
}

/** @throws naming what has to be prepared first, or with the output of what did not start */
async function startApp(): Promise<RunningApp> {
  requireFile(join(root, standalone), "`npm --prefix frontend run build` makes it");
  const state = mkdtempSync(join(tmpdir(), "todo-app-"));
  const [authSecret, tokenSecret] = [1, 2].map(() => randomBytes(32).toString("base64")) as [string, string];
  const [backendPort, frontendPort] = await twoFreePorts();
  const backendUrl = `http://127.0.0.1:${backendPort}`;
  const url = `http://127.0.0.1:${frontendPort}`;

  const startOurs = () => startBackend(backendPort, `sqlite:///${state}/todos.db`, tokenSecret);
  const startFrontend = () =>
    startProcess({
      command: [process.execPath, standalone],
      cwd: root,
      env: {
        PORT: String(frontendPort),
        HOSTNAME: "127.0.0.1",
        API_URL: backendUrl,
        DATABASE_URL: `file:${state}/auth.db`,
        BETTER_AUTH_SECRET: authSecret,
        API_TOKEN_SECRET: tokenSecret,
        AUTH_RATE_LIMIT: "off",
        NODE_ENV: "production",
      },
      health: `${url}/readyz`,
    });

  const running: { backend?: ManagedProcess; frontend?: ManagedProcess } = {};
  const stop = async () => {
    await Promise.all([running.backend?.stop(), running.frontend?.stop()]);
    rmSync(state, { recursive: true, force: true });
  };
  try {
    running.backend = await startOurs();
    running.frontend = await startFrontend();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    backend: {
      url: backendUrl,
      tokenSecret,
      stop: async () => running.backend?.stop(),
      start: async () => {
        running.backend = await startOurs();
      },
    },
    stop,
  };
}

/** The backend alone, as it is deployed. */
export function startBackend(
  port: number,
  databaseUrl: string,
  tokenSecret: string,
): Promise<ManagedProcess> {
  requireFile(python, "`npm start -- --check` prepares it");
  return startProcess({
    command: [python, "-m", "app"],
    cwd: join(root, "backend"),
    env: {
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      API_TOKEN_SECRET: tokenSecret,
      PYTHONDONTWRITEBYTECODE: "1",
    },
    health: `http://127.0.0.1:${port}/readyz`,
  });
}

function requireFile(file: string, remedy: string): void {
  if (!existsSync(file)) throw new Error(`${file} is missing; ${remedy}`);
}

/** Different ports that are free at the moment: both are held until the second is known. */
export async function twoFreePorts(): Promise<[number, number]> {
  const first = await hold();
  const second = await hold();
  const ports: [number, number] = [portOf(first), portOf(second)];
  await Promise.all([first, second].map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}

async function hold(): Promise<Server> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;
