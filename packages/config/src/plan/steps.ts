/** Git-ignored folder of what a developer's machine makes. */
export const stateDir = ".dev";

const requirements = "backend/requirements.txt";
export const frontendLock = "frontend/package-lock.json";
const environment = `${stateDir}/venv`;

/** The frontend's sources that `next dev` reloads: a live update copies them. */
export const frontendSources = ["app", "components", "lib"];

/** What else the frontend is built from. */
export const frontendSetup = [
  "package.json",
  "next.config.ts",
  "tsconfig.json",
  "instrumentation.ts",
  "proxy.ts",
  "scripts",
];

/** The steps, by the names that the services refer to. */
export const steps = [
  {
    name: "python-packages",
    title: "Python packages",
    command: ["node", "tools/python-env.mjs", environment, requirements],
    cwd: ".",
    inputs: [requirements],
    output: `${environment}/bin/python`,
  },
  {
    name: "frontend-packages",
    title: "Frontend packages",
    command: ["npm", "ci", "--no-audit", "--no-fund"],
    cwd: "frontend",
    inputs: [frontendLock],
    output: "frontend/node_modules",
  },
  {
    name: "frontend-build",
    title: "Frontend build",
    command: ["npm", "run", "build"],
    cwd: "frontend",
    inputs: [frontendLock, ...[...frontendSetup, ...frontendSources].map((path) => `frontend/${path}`)],
    output: "frontend/.next/standalone/server.js",
  },
] as const;
