import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ManagedProcess, startProcess } from "./managed-process.ts";

const root = join(import.meta.dirname, "..", "..");
const python = process.env.APP_PYTHON ?? join(root, ".dev", "venv", "bin", "python");
const standalone = join("frontend", ".next", "standalone", "server.js");

export interface RunningApp {
  /** Address of the page. */
  url: string;
  /** The backend, or undefined where the application runs elsewhere and is not ours to stop. */
  backend: { stop(): Promise<void>; start(): Promise<void> } | undefined;
  stop(): Promise<void>;
}

/** The application at `APP_URL`, or else one started here: on free ports, with databases of its own. */
export async function openApp(): Promise<RunningApp> {
  const url = process.env.APP_URL;
  return url ? { url, backend: undefined, stop: async () => undefined } : startApp();
}

/** @throws naming what has to be prepared first, or with the output of what did not start */
async function startApp(): Promise<RunningApp> {
  for (const [file, remedy] of [
    [python, "`npm start -- --check` prepares it"],
    [join(root, standalone), "`npm --prefix frontend run build` makes it"],
  ] as const) {
    if (!existsSync(file)) throw new Error(`${file} is missing; ${remedy}`);
  }
  const state = mkdtempSync(join(tmpdir(), "todo-app-"));
  const [authSecret, tokenSecret] = [1, 2].map(() => randomBytes(32).toString("base64")) as [string, string];
  const [backendPort, frontendPort] = await freePorts(2);
  const backendUrl = `http://127.0.0.1:${backendPort}`;
  const url = `http://127.0.0.1:${frontendPort}`;

  const startBackend = () =>
    startProcess({
      command: [python, "-m", "app"],
      cwd: join(root, "backend"),
      env: {
        PORT: String(backendPort),
        DATABASE_URL: `sqlite:///${state}/todos.db`,
        API_TOKEN_SECRET: tokenSecret,
        PYTHONDONTWRITEBYTECODE: "1",
      },
      health: `${backendUrl}/readyz`,
    });
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
    running.backend = await startBackend();
    running.frontend = await startFrontend();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    backend: {
      stop: async () => running.backend?.stop(),
      start: async () => {
        running.backend = await startBackend();
      },
    },
    stop,
  };
}

/** Different ports that are free at the moment: all are held until the last is known. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  return Promise.all(
    servers.map(async (server) => {
      await new Promise((listening) => server.once("listening", listening));
      const address = server.address();
      if (address === null || typeof address === "string") throw new Error("expected a TCP port");
      return address.port;
    }),
  ).finally(() => Promise.all(servers.map((server) => new Promise((closed) => server.close(closed)))));
}
