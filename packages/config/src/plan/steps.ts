/** Git-ignored folder of what a developer's machine makes. */
export const stateDir = ".dev";

const requirements = "backend/requirements.txt";
const frontendLock = "frontend/package-lock.json";
const environment = `${stateDir}/venv`;

/** The frontend's sources: what is built, and what a live update copies. */
export const frontendSources = ["app", "components", "lib", "instrumentation.ts", "proxy.ts"];

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
    inputs: [
      frontendLock,
      ...["package.json", "next.config.ts", "tsconfig.json", ...frontendSources].map(
        (source) => `frontend/${source}`,
      ),
    ],
    output: "frontend/.next/BUILD_ID",
  },
] as const;
